// Generic types and functions in parentheses are used without type arguments.
package p

type N int
type Pair[T any] struct{ a, b T }

var _ ((Pair)) // error "cannot use generic type Pair[T any] without instantiation"
var _ = (Pair)[int]{} // error "cannot use generic type Pair[T any] without instantiation"
var _ any = ((Pair))(nil) // error "cannot use generic type Pair without instantiation"
var _ = (Pair[int]).nope // error "(Pair[int]).nope undefined (type Pair[int] has no field or method nope)"
var _ = (*Pair[int]).a // error "operand for field selector a must be value of type *Pair[int]"
func (p (Pair)) x()    {} // error "cannot use generic type Pair[T any] without instantiation"
func f[T any](t T) {}
var _ func(int) = (f) // error "cannot use generic function f without instantiation"
var _ func(int) = (f[int])
var _ = (f[N])(N(1)) // error "(f[N])(N(1)) (no value) used as value"
var g = (f)[int] // error "cannot use generic function f without instantiation"
