// Pointers share a shape where the constraint only asks for methods.
package p

type I interface{ M() }
type T1 struct{ a int }
type T2 struct{ b string }

func (*T1) M()                  {}
func (*T2) M()                  {}
func Any[T any](x T) any        { return &x } // want "moved to heap: x" "moved to heap: x" "moved to heap: x" "moved to heap: x"
func Cmp[T comparable](x T) any { return &x } // want "moved to heap: x" "moved to heap: x"
func Meth[T I](x T) any         { x.M(); return x } // want "imprecise interface call"
func PtrOf[T any](p *T) *T      { q := new(T); *q = *p; return q } // want "new(<node DYNAMICTYPE>) escapes to heap"

var sink any

func use() {
	sink = Any(&T1{}) // want "&T1{} escapes to heap"
	sink = Any(&T2{}) // want "&T2{} escapes to heap"
	sink = Cmp(&T1{}) // want "&T1{} escapes to heap"
	sink = Cmp(&T2{}) // want "&T2{} escapes to heap"
	sink = Meth(&T1{}) // want "&T1{} escapes to heap"
	sink = Meth(&T2{}) // want "&T2{} escapes to heap"
	sink = Meth[I](&T1{}) // want "&T1{} escapes to heap"
	var x T1
	sink = PtrOf(&x)
	sink = Any(map[string]int{}) // want "map[string]int{} escapes to heap"
	sink = Any(func() {}) // want "func literal escapes to heap"
	sink = Any(struct {
		a int
		T2
	}{})
}
