// Recursive generic functions and types.
package p

type Tree[K comparable, V any] struct {
	l, r *Tree[K, V]
	k    K
	v    V
}

func (t *Tree[K, V]) Insert(k K, v V) *Tree[K, V] {
	if t == nil {
		return &Tree[K, V]{k: k, v: v} // want "&Tree[go.shape.string,go.shape.int]{...} escapes to heap"
	}
	if t.k == k {
		t.v = v
		return t
	}
	t.l = t.l.Insert(k, v)
	return t
}
func Rec[T any](n int, x T) []T {
	if n == 0 {
		return nil
	}
	return append(Rec(n-1, x), x) // want "append escapes to heap"
}
func Mut1[T any](n int, x T) {
	if n > 0 {
		Mut2[[]T](n-1, []T{x}) // want "[]go.shape.int{...} does not escape"
	}
}
func Mut2[T any](n int, x T) { _ = &x; println(n) }

var sink any

func use() {
	var t *Tree[string, int]
	sink = t.Insert("a", 1)
	sink = Rec(3, "x") // want `Rec[go.shape.string](&.dict.Rec[string], 3, "x") escapes to heap`
	Mut1(2, 4)
}
