// Generic interfaces; shaped methods are never devirtualised.
package p

type Getter[T any] interface{ Get() T }
type V[T any] struct{ v T }

func (v *V[T]) Get() T                 { return v.v }
func Use[T any](g Getter[T]) T         { return g.Get() }
func Wrap[T any](x T) Getter[T]        { return &V[T]{x} } // want "&V[go.shape.int]{...} escapes to heap"
func Devirt[T any](x T) T              { var g Getter[T] = &V[T]{x}; return g.Get() } // want "&V[go.shape.string]{...} escapes to heap"
func Conv[T any](x Getter[T]) any      { return x }
func Assert[T any](x any) Getter[T]    { return x.(Getter[T]) }
func Assert2[T any](g Getter[T]) *V[T] { return g.(*V[T]) }
func Assert3[T any](g Getter[T]) bool  { _, ok := g.(interface{ Foo() }); return ok }

var sink any

func use() {
	sink = Use(Wrap(1)) // want "Use[go.shape.int](&.dict.Use[int], Wrap[go.shape.int](&.dict.Wrap[int], 1)) escapes to heap"
	sink = Devirt("x") // want `Devirt[go.shape.string](&.dict.Devirt[string], "x") escapes to heap`
	var g Getter[int] = &V[int]{2} // want "&V[int]{...} escapes to heap"
	sink = g.Get() // want "devirtualizing g.Get to *V[int]" "(*V[int]).Get(g.(*V[int])) escapes to heap"
	sink = Conv(g)
	sink = Assert[int](sink)
	sink = Assert2(g)
	Assert3(g)
}
