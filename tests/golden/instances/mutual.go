// Generic types that mention each other.
package p

type A[T any] struct {
	b  *B[T]
	xs []T
}
type B[T any] struct {
	a *A[int]
	f func(A[T]) B[T]
}

func (a *A[T]) ToB() *B[T] {
	if a.b == nil {
		a.b = &B[T]{} // want "&B[go.shape.int]{} escapes to heap"
	}
	return a.b
}
func (b *B[T]) Call(x A[T]) B[T] { return b.f(x) }

type R1[T any] interface{ Next() R2[T] }
type R2[T any] interface {
	Prev() R1[T]
	Val() T
}
type impl[T any] struct{ v T }

func (i *impl[T]) Next() R2[T] { return i }
func (i *impl[T]) Prev() R1[T] { return i }
func (i *impl[T]) Val() T      { return i.v }
func Mk[T any](v T) R1[T]      { return &impl[T]{v} } // want "&impl[go.shape.string]{...} escapes to heap"
func use() any                 { a := &A[int]{}; return []any{a.ToB().Call(*a), Mk("x").Next().Val()} } // want "&A[int]{} does not escape" "[]any{...} escapes to heap" "[]any{...} escapes to heap" "(*B[go.shape.int]).Call((*A[go.shape.int]).ToB(a, &.dict.A[int]), &.dict.B[int], *a) escapes to heap" ".autotmp_3.Val() escapes to heap"
