// Methods with type parameters of their own.
package p

type L[T any] struct{ xs []T }

func (l *L[T]) Map[U any](f func(T) U) *L[U] {
	r := &L[U]{} // want "&L[go.shape.string]{} escapes to heap"
	for _, x := range l.xs {
		r.xs = append(r.xs, f(x)) // want "append escapes to heap"
	}
	return r
}

type P struct{ a any }

func (p P) As[T any]() T    { return p.a.(T) }
func (p *P) Set[T any](x T) { p.a = x } // want "x escapes to heap"

var sink any

func gen[T any](l *L[T]) *L[string] { return l.Map(func(T) string { return "" }) } // want "func literal does not escape"
func use() {
	l := &L[int]{} // want "&L[int]{} does not escape"
	m := l.Map(func(i int) string { return "x" }) // want "func literal does not escape"
	sink = m
	p := P{}
	p.Set(3)
	sink = p.As[int]() // want "P.As[go.shape.int](p, &.dict.P.As[int]) escapes to heap"
	f := p.As[string]
	sink = f
	sink = gen(l)
	sink = P.As[int]
}
