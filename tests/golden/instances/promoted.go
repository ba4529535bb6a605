// Promoted methods of generic types, as values and functions.
package p

type B[T any] struct{ v T }

func (b *B[T]) P(x T) *T { b.v = x; return &b.v }
func (b B[T]) V() T      { return b.v }

type D[T any] struct{ B[T] }
type E[T any] struct{ *D[T] }
type I[T any] interface{ V() T }
type F[T any] struct {
	I[T]
	k int
}

func use1[T any](d D[T], e E[T], f F[T], x T) []any {
	return []any{d.V, e.V, e.P, f.V, D[T].V, (*D[T]).P, E[T].P, F[T].V, (*F[T]).V, I[T].V, d.V(), e.P(x), f.V()} // want "[]any{...} escapes to heap" "I[go.shape.int](f.I).V escapes to heap" "B[go.shape.int].V(d.B, (*[5]uintptr)(.dict[0])) escapes to heap" "f.I.V() escapes to heap"
}
func use2() []any { return use1(D[int]{}, E[int]{}, F[int]{}, 1) }
func use3(d D[string], e E[string], f F[string]) []any { // want "leaking param: d" "leaking param: e" "leaking param: f"
	return []any{d.V, e.V, e.P, f.V, D[string].V, (*D[string]).P, E[string].P, F[string].V, (*F[string]).V, I[string].V} // want "[]any{...} escapes to heap" "d.B.V escapes to heap" "e.D.B.V escapes to heap" "e.D.B.P escapes to heap" "f.I.V escapes to heap"
}
func call(e E[int]) *int          { return E[int].P(e, 1) } // want "leaking param: e to result ~r0 level=0"
func call2[T any](e E[T], x T) *T { return E[T].P(e, x) }
func call3() *string              { return call2(E[string]{}, "a") }
