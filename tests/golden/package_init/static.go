// What can be initialised statically is silent.
package p

type T struct{ a int }

var x int
var a1 = &T{a: 1}
var a2 = []int{1, 2, 3}
var a3 = [...]*T{{1}, {2}}
var a4 any = T{3}
var a5 = func() *int { return &x }
var a6 = []byte("text")
var a7 = T.get
var a8 = a1
var a9 = &a2

func (t T) get() int { return t.a }
