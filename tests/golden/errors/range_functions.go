// Functions that cannot be ranged over, and too many variables.
package p

func g1[T func(func(int) bool) | func(func(string) bool)](x T) { for v := range x { _ = v } } // error "cannot range over x (variable of type T constrained by func(func(int) bool) | func(func(string) bool)): func(func(int) bool) and func(func(string) bool) have different underlying types"
func g2(x func(yield func(int, int) bool)) { for a, b, c := range x { _, _, _ = a, b, c } } // error "range clause permits at most two iteration variables" "undefined: c"
func g3(x func(yield func())) { for a := range x { _ = a } } // error "cannot range over x (variable of type func(yield func())): func must be func(yield func(...) bool): yield func does not return bool"
func g4(x func(yield func() bool)) { for a := range x { _ = a } } // error "range over x (variable of type func(yield func() bool)) permits no iteration variables"
func g5(x func(yield func(int) bool)) { for a, b := range x { _, _ = a, b } } // error "range over x (variable of type func(yield func(int) bool)) permits only one iteration variable"
func g6[Y func(int) bool | func(string) bool](x func(yield Y)) { for a := range x { _ = a } } // error "cannot range over x (variable of type func(yield Y)): func must be func(yield func(...) bool): in yield type, func(int) bool and func(string) bool have different underlying types"
func g7(x chan int) { for a, b := range x { _, _ = a, b } } // error "range over x (variable of type chan int) permits only one iteration variable"
func g8(x int) { for a, b := range x { _, _ = a, b } } // error "range over x (variable of type int) permits only one iteration variable"
