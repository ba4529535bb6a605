// `go` always leads to the heap, `defer` only in loops.
package p

func take(p *int) {} // want "p does not escape"

type T struct{ n int }

func (t *T) close()      {} // want "t does not escape"
func (t T) value(p *int) {} // want "p does not escape"

func f(cond bool) {
	var a, b, c, d int // want "moved to heap: a" "moved to heap: c"
	go take(&a)
	defer take(&b)
	for cond {
		defer take(&c)
	}
	defer func() { d++ }() // want "func literal does not escape"
	go func() { println(1) }() // want "func literal escapes to heap"
	var t, u T // want "moved to heap: u"
	defer t.close()
	go u.close()
	var e int
	defer t.value(&e)
	defer println("x", e)
	var x any
	defer panic(x)
	defer recover()
}

func labels() {
	i := 0
again:
	i++
	p := new(int) // want "new(int) escapes to heap"
	defer take(p)
	if i < 10 {
		goto again
	}
}

func unknown(f func(*int), ch chan int, m map[string]int) { // want "leaking param: f" "ch does not escape" "m does not escape"
	var a, b int // want "moved to heap: a" "moved to heap: b"
	defer f(&a)
	go f(&b)
	defer close(ch)
	defer delete(m, "x")
	go func(p *int) { take(p) }(&b) // want "p does not escape" "func literal escapes to heap"
	defer func(p *int) { take(p) }(&a) // want "p does not escape" "func literal does not escape"
}
