package p

import "unsafe"

type T struct {
	a int
	p *int
}
type P struct{ p *int }
type E struct{}
type W struct {
	e E
	p *int
}

var sink any
var sinkP *int
var sinkS []int
var sinkB []byte

func use(any)        {}
func keepAny(x any)  { sink = x } // want "leaking param: x"
func news() {
	_ = new(int) // want "new(int) does not escape"
	sinkP = new(int) // want "new(int) escapes to heap"
	_ = &T{} // want "&T{} does not escape"
	_ = &T{a: 1} // want "&T{...} does not escape"
	_ = []int{} // want "[]int{} does not escape"
	_ = []int{1, 2} // want "[]int{...} does not escape"
	_ = [...]int{1, 2}
	_ = map[int]int{} // want "map[int]int{} does not escape"
	_ = map[int]int{1: 2} // want "map[int]int{...} does not escape"
	_ = make([]int, 3) // want "make([]int, 3) does not escape"
	_ = make([]int, 3, 4) // want "make([]int, 3, 4) does not escape"
	_ = make(map[int]int) // want "make(map[int]int) does not escape"
	_ = make(map[int]int, 3) // want "make(map[int]int, 3) does not escape"
	_ = make(chan int)
	_ = make(chan int, 3)
	_ = func() {} // want "func literal does not escape"
	sinkS = []int{1, 2} // want "[]int{...} escapes to heap"
	sink = []int{1, 2} // want "[]int{...} escapes to heap" "[]int{...} escapes to heap"
	sink = T{} // want "T{} escapes to heap"
	sink = &T{} // want "&T{} escapes to heap"
	sink = P{}
	sink = W{}
	sink = [1]*int{}
	sink = E{} // want "E{} escapes to heap"
	sink = [0]int{} // want "[0]int{} escapes to heap"
	sink = uintptr(1) // want "uintptr(1) escapes to heap"
	sink = unsafe.Pointer(nil)
	sink = true // want "true escapes to heap"
	sink = nil
	sink = make([]int, 0) // want "make([]int, 0) escapes to heap" "make([]int, 0) escapes to heap"
	sink = make(chan int)
	sink = make(map[int]int) // want "make(map[int]int) escapes to heap"
	sink = func() {} // want "func literal escapes to heap"
}
func boxes(i int, s string, b []byte, e error, f float64, p *int, t T) { // want "leaking param: s" "leaking param: b" "leaking param: e" "leaking param: p" "leaking param: t"
	use(i) // want "i does not escape"
	use(s) // want "s does not escape"
	use(b) // want "b does not escape"
	use(e)
	use(f) // want "f does not escape"
	use(p)
	use(t) // want "t does not escape"
	keepAny(i) // want "i escapes to heap"
	keepAny(s) // want "s escapes to heap"
	keepAny(b) // want "b escapes to heap"
	keepAny(e)
	keepAny(f) // want "f escapes to heap"
	keepAny(p)
	keepAny(t) // want "t escapes to heap"
	use(i + 1) // want "i + 1 does not escape"
	use(-i) // want "-i does not escape"
	use(len(s)) // want "len(s) does not escape"
	use(s[0]) // want "s[0] does not escape"
	use(s == "a") // want `s == "a" does not escape`
	use(t.a) // want "t.a does not escape"
	use(&t.a)
	use(*p) // want "*p does not escape"
}
func strs(s string, b []byte, r []rune, x rune) { // want "s does not escape" "b does not escape" "r does not escape"
	_ = []byte(s) // want "([]byte)(s) does not escape" "zero-copy string->[]byte conversion"
	sinkB = []byte(s) // want "([]byte)(s) escapes to heap"
	_ = string(b) // want "string(b) does not escape"
	_ = []rune(s) // want "([]rune)(s) does not escape"
	_ = string(r) // want "string(r) does not escape"
	_ = string(x) // want "string(x) does not escape"
	sink = string(b) // want "string(b) escapes to heap" "string(b) escapes to heap"
	sink = []byte(s) // want "([]byte)(s) escapes to heap" "([]byte)(s) escapes to heap"
	sink = s + "x" // want `s + "x" escapes to heap` `s + "x" escapes to heap`
	sink = s + s + "y" // want `s + s + "y" escapes to heap` `s + s + "y" escapes to heap`
	bs := []byte(s) // want "([]byte)(s) does not escape"
	bs[0] = 1
	for range []byte(s) { // want "([]byte)(s) does not escape" "zero-copy string->[]byte conversion"
	}
	copy(b, []byte(s)) // want "([]byte)(s) does not escape" "zero-copy string->[]byte conversion"
	sinkB = append(sinkB, []byte(s)...) // want "([]byte)(s) does not escape" "zero-copy string->[]byte conversion" "append escapes to heap"
	_ = []byte("abc") // want `([]byte)("abc") does not escape` "zero-copy string->[]byte conversion"
	_ = []rune("abc") // want "[]rune{...} does not escape"
}
func zeroCopy(s string) int { // want "s does not escape"
	b := []byte(s) // want "([]byte)(s) does not escape" "zero-copy string->[]byte conversion"
	n := 0
	for _, c := range b {
		n += int(c)
	}
	return n
}
func puts(m map[any]any, ms map[string]*int, p *int) { // want "m does not escape" "ms does not escape" "leaking param: p"
	m[1] = 2 // want "1 escapes to heap" "2 escapes to heap"
	_ = m[3] // want "3 does not escape"
	delete(m, 4) // want "4 does not escape"
	ms["a"] = p
	v, ok := m[5] // want "5 does not escape"
	_, _ = v, ok
	m["x"], m["y"] = 1, 2 // want `"x" escapes to heap` `"y" escapes to heap` "1 escapes to heap" "2 escapes to heap"
}
func cmps(a any, e error) bool { // want "a does not escape" "e does not escape"
	switch a {
	case 1, "x": // want "1 does not escape" `"x" does not escape`
	}
	return a == 1 || a == "s" || e == nil || a != 2.5 // want "1 does not escape" `"s" does not escape` "2.5 does not escape"
}
func sends(c chan any, d chan *int) { // want "c does not escape" "d does not escape"
	c <- 1 // want "1 escapes to heap"
	d <- new(int) // want "new(int) escapes to heap"
	select {
	case c <- "x": // want `"x" escapes to heap`
	case v := <-d:
		sinkP = v
	default:
	}
}
func panics(e error, s string) { // want "leaking param: e" "leaking param: s"
	if s == "" {
		panic("x") // want `"x" escapes to heap`
	}
	if s == "a" {
		panic(e)
	}
	panic(s) // want "s escapes to heap"
}
func lits(p, q *int) (T, []*int, [2]*int, map[*int]*int) { // want "leaking param: p" "leaking param: q"
	return T{p: p}, []*int{p}, [2]*int{1: q}, map[*int]*int{p: q} // want "[]*int{...} escapes to heap" "map[*int]*int{...} escapes to heap"
}
func arrays() {
	var a [4]*int
	a[0] = new(int) // want "new(int) does not escape"
	s := make([]*int, 4) // want "make([]*int, 4) does not escape"
	s[0] = new(int) // want "new(int) escapes to heap"
	var t struct{ a [2]*int }
	t.a[1] = new(int) // want "new(int) does not escape"
	pt := &t
	pt.a[1] = new(int) // want "new(int) escapes to heap"
}
func appendsTo(s []*int, t []*int, p *int, q []int) []*int { // want "leaking param content: s" "leaking param: s to result ~r0 level=0" "leaking param content: t" "leaking param: p" "q does not escape"
	s = append(s, p, new(int)) // want "new(int) escapes to heap" "append escapes to heap"
	s = append(s, t...) // want "append escapes to heap"
	q = append(q, 1) // want "append does not escape"
	q = append(q, q...) // want "append does not escape"
	_ = append([]byte(nil), "abc"...) // want "append does not escape"
	return s
}
func minmax(a, b string) string { return min(a, max(b, "x")) } // want "leaking param: a to result ~r0 level=0" "leaking param: b to result ~r0 level=0"
func clears(m map[int]int, s []int, t string) { // want "m does not escape" "s does not escape" "t does not escape"
	clear(m)
	clear(s)
	clear([]byte(t)) // want "([]byte)(t) does not escape"
}
func exprNew(x int) {
	_ = new(x)
	sinkP = new(x) // want "moved to heap: .autotmp_2"
	sinkP = new(3) // want "moved to heap: .autotmp_3"
}
