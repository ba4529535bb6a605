// Arguments of interface methods and of unknown functions go to the heap.
package p

type I interface{ M(*int) *int }

type T struct{}

func (T) M(p *int) *int { return p } // want "leaking param: p to result ~r0 level=0"

func f(i I) { // want "leaking param: i"
	var a int // want "moved to heap: a"
	i.M(&a)
	var b int
	I(T{}).M(&b) // want "devirtualizing I(T{}).M to T" "I(T{}) does not escape"
	var t T
	var c int
	t.M(&c)
	m := t.M // want "t.M does not escape"
	var d int // want "moved to heap: d"
	m(&d)
	var e int
	T.M(t, &e)
	g := i.M // want "i.M does not escape"
	var h int // want "moved to heap: h"
	g(&h)
}
