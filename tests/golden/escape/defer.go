package p

func g(p *int, x any)  {} // want "p does not escape" "x does not escape"
func (t *T) m(p *int)  {} // want "t does not escape" "p does not escape"
func h() *int          { return nil }

type T struct{}

func d1(t *T, p *int) { // want "t does not escape" "p does not escape"
	defer g(p, 1) // want "1 does not escape"
	defer t.m(p)
	defer h()
	defer func() { println(p) }() // want "func literal does not escape"
	x := 1
	defer func() { x++ }() // want "func literal does not escape"
	defer println(p, x)
	defer recover()
	defer panic(x) // want "x escapes to heap"
}
func d2(t *T, p *int) { // want "leaking param: t" "leaking param: p"
	for {
		defer g(p, 1) // want "1 escapes to heap"
		defer t.m(p)
		defer func() { println(p) }() // want "func literal escapes to heap"
		x := 1 // want "moved to heap: x"
		defer func() { x++ }() // want "func literal escapes to heap"
	}
}
func g1(t *T, p *int) { // want "leaking param: t" "leaking param: p"
	go g(p, 1) // want "1 escapes to heap"
	go t.m(p)
	go func() { println(p) }() // want "func literal escapes to heap"
	x := 1 // want "moved to heap: x"
	go func() { x++ }() // want "func literal escapes to heap"
	go g(new(int), h()) // want "new(int) does not escape"
	y := 2 // want "moved to heap: y"
	go g(&y, y) // want "y escapes to heap"
}
func d3(i interface{ m(*int) }, f func(*int), c chan *int) { // want "leaking param: i" "f does not escape" "c does not escape"
	x := 1 // want "moved to heap: x"
	defer i.m(&x)
	defer f(&x)
	defer close(c)
	defer delete(map[int]int{}, 1) // want "map[int]int{} does not escape"
	go i.m(nil)
}
