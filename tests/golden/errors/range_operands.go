// Operands that cannot be ranged over; unused variables of range clauses.
package p

func k1() { for i := range 2.0 { _ = i } } // error "cannot range over 2.0 (untyped float constant 2)"
func k2() { var f float64; for f = range 2 {}; _ = f } // error "cannot use iteration variable of type float64"
func k3(p **[3]int) { for range p {} } // error "cannot range over p (variable of type **[3]int)"
func k4(p *[]int) { for range p {} } // error "cannot range over p (variable of type *[]int)"
func k5() { for range nil {} } // error "cannot range over nil"
func k6() { for x, y := range "abc" {} } // error "declared and not used: x" "declared and not used: y"
func k7() { var x int; for x = range 3 {} } // error "declared and not used: x"
func k8() { for x := range undefined { _ = x } } // error "undefined: undefined"
func k9() { for i, i := range []int{} { } } // error "i redeclared in this block" "too many errors"
