// Ranging over type sets: one underlying type, channels of compatible directions.
package p

func f1[T string | []byte](x T) { for range x {} } // error "cannot range over x (variable of type T constrained by string | []byte): string and []byte have different underlying types"
func f2[T ~string | ~[]byte](x T) { for i, v := range x { _, _ = i, v } } // error "cannot range over x (variable of type T constrained by ~string | ~[]byte): string and []byte have different underlying types"
func f3[T []int | [4]int](x T) { for range x {} } // error "cannot range over x (variable of type T constrained by []int | [4]int): []int and [4]int have different underlying types"
func f4[T []int | *[4]int](x T) { for range x {} } // error "cannot range over x (variable of type T constrained by []int | *[4]int): []int and *[4]int have different underlying types"
func f5[T chan int | <-chan int](x T) { for v := range x { _ = v } }
func f6[T chan int | chan<- int](x T) { for v := range x { _ = v } } // error "cannot range over x (variable of type T constrained by chan int | chan<- int): receive from send-only channel chan<- int"
func f7[T any](x T) { for v := range x { _ = v } } // error "cannot range over x (variable of type T constrained by any): no specific type"
func f8[T int | int8](x T) { for v := range x { _ = v } } // error "cannot range over x (variable of type T constrained by int | int8): int and int8 have different underlying types"
func f9[T map[int]int | map[int]string](x T) { for v := range x { _ = v } } // error "cannot range over x (variable of type T constrained by map[int]int | map[int]string): map[int]int and map[int]string have different underlying types"
