// Methods with type parameters of their own.
package p

type Box[T any] struct{ v T }

func (b Box[T]) Map[U any](f func(T) U) Box[U] { return Box[U]{f(b.v)} }

func (b *Box[T]) With[U any](u U) *Pair[T, U] { return &Pair[T, U]{b.v, u} } // want "&Pair[go.shape.int,go.shape.string]{...} escapes to heap"

type Pair[A, B any] struct {
	a A
	b B
}

func f() *Pair[int, string] {
	b := Box[int]{1}
	c := b.Map(func(i int) string { return "x" }) // want "func literal does not escape"
	_ = c
	return b.With("y")
}
