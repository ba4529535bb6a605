// Generic functions in parentheses get no type arguments from calls.
package p

func z2[T, U any](x T, y U) {}
func z3[T any]() T { var t T; return t }

func a() { (z2[int])(1, "x") } // error "cannot infer U (declared at parenthesized_functions.go:4:12)"
func b() { ((z2[int, string]))(1, "x") }
func c() { (z2)(1, "x") } // error "cannot use generic function z2 without instantiation"
func d() { (z2[int, int, int])(1, "x") } // error "got 3 type arguments but want 2"
func e() { (z2[int])(1) } // error "cannot infer U (declared at parenthesized_functions.go:4:12)"
func f() { (z3)() } // error "cannot use generic function z3 without instantiation"
func g() { ((z3[int]))(1) } // error "too many arguments in call to ((z3[int]))"
func h(a []int) { (a[0])(1) } // error "invalid operation: cannot call (a[0]) (variable of type int): int is not a function"
func i() { (z2[1])(1, 2) } // error "1 is not a type"
