// flags: -m=2
// What is left of the initialisers is analysed as one function in initialisation order.
package p

type T struct{ a int }

var x int
var a6 = new(int)
var a19 = []*int{new(int), &x}
var a3 = map[string]int{"a": 1}
var a27 = new(3)
var a10 = make([]int, 4)
var a11 = append([]int{}, 1)
var a12 = text + "b"
var text = name()
var a13 = T{1}.get
var a14 = func() func() *int { y := 1; return func() *int { return &y } }()
var _ = pure(1)

func pure(n int) int { return n }
func name() string   { return "a" }
func (t T) get() int { return t.a }
