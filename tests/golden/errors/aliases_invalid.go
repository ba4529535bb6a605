// Aliases of something invalid stay generic.
package p

type Pair[T any] struct{ a, b T }
type A[T any] = Pair[Undef] // error "undefined: Undef"
type B[T any] = T // error "cannot use type parameter declared in alias declaration as RHS"

var va = A[string]{} // error "cannot use generic type A[T any] without instantiation"
var vb B[int] // error "cannot use generic type B[T any] without instantiation"
var vc A[int, int] // error "cannot use generic type A[T any] without instantiation"
