// What is left of the initialisers is analysed as one function in initialisation order.
package p

type T struct{ a int }

var x int
var a6 = new(int) // want "new(int) escapes to heap"
var a19 = []*int{new(int), &x} // want "new(int) escapes to heap"
var a3 = map[string]int{"a": 1} // want "map[string]int{...} escapes to heap"
var a27 = new(3) // want "moved to heap: .autotmp_0"
var a10 = make([]int, 4) // want "make([]int, 4) escapes to heap"
var a11 = append([]int{}, 1) // want "[]int{} escapes to heap" "append escapes to heap"
var a12 = text + "b" // want `text + "b" escapes to heap`
var text = name()
var a13 = T{1}.get // want "T{...}.get escapes to heap"
var a14 = func() func() *int { y := 1; return func() *int { return &y } }() // want "moved to heap: y" "func literal escapes to heap" "func literal does not escape"
var _ = pure(1)

func pure(n int) int { return n }
func name() string   { return "a" }
func (t T) get() int { return t.a }
