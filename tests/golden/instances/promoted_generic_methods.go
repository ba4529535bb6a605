// Methods with type parameters, promoted through embedded fields.
package p

type Inner struct{ n int }

func (i *Inner) Conv[T any](x T) *T { i.n++; return &x } // want "moved to heap: x" "moved to heap: x" "moved to heap: x" "moved to heap: x" "moved to heap: x" "moved to heap: x"
func (i Inner) Val[T any](x T) any  { return x } // want "x escapes to heap" "x escapes to heap" "x escapes to heap" "x escapes to heap"

type Outer struct {
	*Inner
	s string
}
type GOuter[U any] struct {
	Inner
	u U
}

func (g *GOuter[U]) Both[T any](x T, f func(U) T) []any { return []any{g.Conv(x), g.Val(f(g.u)), g.u} } // want "[]any{...} escapes to heap" "g.u escapes to heap" "[]any{...} escapes to heap" "g.u escapes to heap" "[]any{...} escapes to heap" "g.u escapes to heap" "[]any{...} escapes to heap" "g.u escapes to heap"

var sink any

func use() {
	o := Outer{Inner: &Inner{}} // want "&Inner{} escapes to heap"
	sink = o.Conv(1)
	sink = o.Val("x")
	f := o.Conv[string]
	sink = f("a")
	h := Outer.Val[int]
	sink = h(o, 3)
	k := (*Inner).Conv[byte]
	sink = k(o.Inner, 'a')
	g := &GOuter[int]{} // want "&GOuter[int]{} does not escape"
	sink = g.Both("s", func(int) string { return "" }) // want `(*GOuter[go.shape.int]).Both[go.shape.string](g, &.dict.(*GOuter[int]).Both[string], "s", func literal) escapes to heap` "func literal does not escape"
	sink = g.Both[any](3, func(int) any { return 3 }) // want "3 escapes to heap" "(*GOuter[go.shape.int]).Both[go.shape.interface {}](g, &.dict.(*GOuter[int]).Both[interface {}], 3, func literal) escapes to heap" "3 escapes to heap" "func literal does not escape"
	m := g.Both[int8]
	_ = m
	go o.Conv(2)
	defer g.Both(1.5, func(int) float64 { return 0 }) // want "func literal does not escape"
}
