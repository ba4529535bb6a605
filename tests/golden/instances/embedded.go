// Embedded generic types and interfaces.
package p

type Base[T any] struct{ v T }

func (b *Base[T]) Set(v T) { b.v = v }
func (b Base[T]) Get() T   { return b.v }

type D struct {
	Base[int]
	s string
}
type DP[T any] struct{ *Base[T] }
type I[T any] interface {
	Get() T
	Set(T)
}
type W[T any] struct{ I[T] }

var sink any

func use() {
	d := &D{} // want "&D{} escapes to heap"
	d.Set(1)
	sink = d.Get() // want "Base[go.shape.int].Get(d.Base, &.dict.Base[int]) escapes to heap"
	var i I[int] = d
	i.Set(2) // want "devirtualizing i.Set to *D"
	p := DP[string]{&Base[string]{}} // want "&Base[string]{} does not escape"
	p.Set("x")
	sink = p.Get // want "p.Base.Get escapes to heap"
	w := W[int]{d}
	w.Set(3)
	sink = w.Get // want "w.I.Get escapes to heap"
	sink = W[int].Get
}
func g[T any](x DP[T], w W[T]) T { x.Set(x.Get()); w.Set(x.Get()); return w.Get() }
func h()                         { g(DP[int]{}, W[int]{}) }
