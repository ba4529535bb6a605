// Local types as type arguments, nested and shadowed.
package p

type G[T any] struct{ v T }

func (g *G[T]) M() any {
	type loc struct {
		t T
		n int
	}
	type loc2 []loc
	x := loc2{{t: g.v}} // want "loc2[go.shape.int]{...} escapes to heap" "loc2[go.shape.struct { p.k int }]{...} escapes to heap" "loc2[go.shape.string]{...} escapes to heap"
	f := func() any { type deep map[int]loc; return deep{1: x[0]} } // want "func literal does not escape" "deep[go.shape.int]{...} escapes to heap" "func literal does not escape" "deep[go.shape.struct { p.k int }]{...} escapes to heap" "func literal does not escape" "deep[go.shape.string]{...} escapes to heap"
	return []any{x, f(), Wrap(loc{})} // want "[]any{...} escapes to heap" "[]any{...} escapes to heap" "x escapes to heap" "[]any{...} escapes to heap" "[]any{...} escapes to heap" "x escapes to heap" "[]any{...} escapes to heap" "[]any{...} escapes to heap" "x escapes to heap"
}
func Wrap[T any](x T) *T { return &x } // want "moved to heap: x" "moved to heap: x" "moved to heap: x" "moved to heap: x" "moved to heap: x" "moved to heap: x" "moved to heap: x" "moved to heap: x"
func H[T, U any](x T, y U) any {
	type pair struct {
		a T
		b U
	}
	type pp = pair
	return Wrap(pp{x, y})
}
func use() {
	g := G[int]{}
	g.M()
	H(1, "a")
	H("b", G[string]{})
	type own struct{ k int }
	Wrap(own{1})
	h := G[own]{}
	h.M()
	H(own{}, &own{}) // want "&own{} escapes to heap"
	{
		type own struct{ z string }
		Wrap(own{})
	}
}
