package p

type Big [17]int

var sinkF func()

func run(f func())                { f() } // want "f does not escape"
func keep(f func())               { sinkF = f } // want "leaking param: f"
func ret(f func() *int) *int      { return f() } // want "f does not escape"
func byValue() { x := 1; x = 2; run(func() { println(x) }) } // want "func literal does not escape"
func byRef()   { x := 1; run(func() { println(x) }); x = 2; println(x) } // want "func literal does not escape"
func deeperLoop() {
	x := 1
	x = 2
	for i := 0; i < 2; i++ {
		run(func() { println(x) }) // want "func literal does not escape"
	}
}
func keepsValue() { x := 1; keep(func() { println(x) }) } // want "func literal escapes to heap"
func keepsRef()   { x := 1; keep(func() { x++ }) } // want "moved to heap: x" "func literal escapes to heap"
func keepsBig()   { var b Big; keep(func() { println(b[0]) }) } // want "moved to heap: b" "func literal escapes to heap"
func keepsSmall() { var b [16]int; keep(func() { println(b[0]) }) } // want "func literal escapes to heap"
func param(p *int) func() *int { return func() *int { return p } } // want "leaking param: p" "func literal escapes to heap"
func paramRef(p *int) func() *int { // want "moved to heap: p"
	return func() *int { p = nil; return p } // want "func literal escapes to heap"
}
func addr() func() *int { x := 1; return func() *int { return &x } } // want "moved to heap: x" "func literal escapes to heap"
func k12() {
	var u int
	fn := func() *int { return &u } // want "func literal does not escape"
	*fn() = 42
}
func k10() {
	fn := func() *int { return new(int) } // want "new(int) escapes to heap" "func literal does not escape"
	p := fn()
	_ = p
}
func lost(c bool) *int {
	var u int // want "moved to heap: u"
	fn := func() *int { return &u } // want "func literal does not escape"
	return ret(fn)
}
func f10() {
	var l *int
	func() { l = new(int) }() // want "func literal does not escape" "new(int) escapes to heap"
	_ = *l
}
func nested() func() func() int {
	x := 1
	return func() func() int { // want "func literal escapes to heap"
		y := 2
		return func() int { return x + y } // want "func literal escapes to heap"
	}
}
func nestedRef() func() func() int {
	x := 1 // want "moved to heap: x"
	return func() func() int { // want "func literal escapes to heap"
		y := 2 // want "moved to heap: y"
		return func() int { x++; y++; return x + y } // want "func literal escapes to heap"
	}
}
func noCapture() func(p *int) *int {
	return func(p *int) *int { return p } // want "leaking param: p to result ~r0 level=0" "func literal escapes to heap"
}
func named() (res int) {
	defer func() { res++ }() // want "func literal does not escape"
	return 1
}
func recursive() int {
	var f func(n int) int
	f = func(n int) int { // want "func literal does not escape"
		if n == 0 {
			return 0
		}
		return f(n - 1)
	}
	return f(3)
}
func two(c bool, p *int) *int { // want "leaking param: p to result ~r0 level=0"
	f := func(q *int) *int { return q } // want "leaking param: q to result ~r0 level=0" "func literal does not escape"
	if c {
		f = func(q *int) *int { return nil } // want "q does not escape" "func literal does not escape"
	}
	return f(p)
}
func leaky(c bool, p *int) { // want "p does not escape"
	var f func(q *int)
	if c {
		f = func(q *int) { println(q) } // want "q does not escape" "func literal does not escape"
	}
	f(p)
}

type F func(*int)

func definedType(p *int) { // want "p does not escape"
	var f F = func(q *int) {} // want "q does not escape" "func literal does not escape"
	f(p)
}
func definedAssigned(c bool, p *int) { // want "leaking param: p"
	var f F
	if c {
		f = func(q *int) {} // want "q does not escape" "func literal does not escape"
	}
	f(p)
}
func id(p *int) *int { return p } // want "leaking param: p to result ~r0 level=0"
func viaLocal(p *int) *int { // want "leaking param: p to result ~r0 level=0"
	f := id
	g := f
	return g(p)
}
func methodValue(t *T2) func() { return t.m } // want "leaking param: t" "t.m escapes to heap"
func methodValueLocal() {
	t := &T2{} // want "&T2{} does not escape"
	f := t.m // want "t.m does not escape"
	f()
}
func methodValueIface(i interface{ m() }) { f := i.m; f() } // want "leaking param: i" "i.m does not escape"
func methodExpr(t *T2)                    { (*T2).m(t); f := (*T2).m; f(t) } // want "t does not escape"
func immediate(p *int) *int { // want "leaking param: p to result ~r0 level=0"
	return func(q *int) *int { return q }(p) // want "leaking param: q to result ~r0 level=0" "func literal does not escape"
}
func capturedTwice() {
	x := 0
	f := func() { x++ } // want "func literal does not escape"
	g := func() { println(x) } // want "func literal does not escape"
	f()
	g()
}
func inLoop() {
	for i := 0; i < 3; i++ {
		keep(func() { println(i) }) // want "func literal escapes to heap"
	}
	for i := 0; i < 3; i++ { // want "moved to heap: i"
		keep(func() { i++ }) // want "func literal escapes to heap"
	}
	for i := range 3 {
		keep(func() { println(i) }) // want "func literal escapes to heap"
	}
	for _, s := range []string{"a"} { // want "[]string{...} does not escape"
		keep(func() { println(s) }) // want "func literal escapes to heap"
	}
}

type T2 struct{ x *int }

func (t *T2) m() {} // want "t does not escape"
