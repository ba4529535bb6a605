package p

type T struct{ p, q *int }

var sink *int
var sinkAny any

func ifc2(i interface{}) T              { return i.(T) } // want "leaking param: i to result ~r0 level=1"
func ifc3(i interface{}) *T             { return i.(*T) } // want "leaking param: i to result ~r0 level=0"
func st(t *T) (a, b *int)               { a = t.p; b = &[]int{1}[0]; return } // want "leaking param: t to result a level=1" "[]int{...} escapes to heap"
func par(p **int, q *[]*int, m map[string]*int) { *p = nil; (*q)[0] = *p; m["a"] = (*q)[1] } // want "leaking param content: p" "leaking param content: q" "m does not escape"
func fnp(f func() *int) *int            { return f() } // want "f does not escape"
func chn(c chan *int, p *int) *int      { c <- p; return <-c } // want "c does not escape" "leaking param: p"
func mapr(m map[string]*int) *int       { return m["x"] } // want "m does not escape"
func vv(xs ...*int) []*int              { return xs } // want "leaking param: xs to result ~r0 level=0"
func both(p **int) *int                 { sink = *p; return *p } // want "leaking param content: p"
func both2(p **int) **int               { sink = *p; return p } // want "leaking param content: p" "leaking param: p to result ~r0 level=0"
func six(a, b, c, d, e, f *int) (*int, *int, *int, *int, *int, *int) { // want "leaking param: a to result ~r0 level=0" "leaking param: b to result ~r1 level=0" "leaking param: c to result ~r2 level=0" "leaking param: d to result ~r3 level=0" "leaking param: e to result ~r4 level=0" "leaking param: f"
	return a, b, c, d, e, f
}
func named(p *int) (res *int)      { res = p; return } // want "leaking param: p to result res level=0"
func namedEscapes(p *int) (res *int) { sink2 = &res; res = p; return } // want "leaking param: p" "moved to heap: res"
func blank(_ *int, p *int)         {} // want "p does not escape"
func nameless(*int, []int)         {}
func scalar(int, string, f float64) {}

var sink2 **int

func addrParam(x int) *int    { return &x } // want "moved to heap: x"
func addrParam2(p *int) **int { return &p } // want "moved to heap: p"
func deep(p ****int) *int     { return ***p } // want "leaking param: p to result ~r0 level=3"
func deeper(p ****int) ***int { // want "leaking param: p to result ~r0 level=1"
	q := *p
	return q
}
func loopback(p *T) { // want "p does not escape"
	for {
		q := p
		p = q
	}
}

type L struct{ next *L }

func chain(l *L) *L { // want "leaking param: l to result ~r0 level=0"
	for l.next != nil {
		l = l.next
	}
	return l
}
func (l *L) method(m *L) { l.next = m } // want "l does not escape" "leaking param: m"
func (l L) value() *L    { return l.next } // want "leaking param: l to result ~r0 level=0"
func recur(p, q *int, n int) *int { // want "leaking param: p to result ~r0 level=0" "leaking param: q to result ~r0 level=0"
	if n == 0 {
		return p
	}
	return recur(q, p, n-1)
}
func even(p *int, n int) *int { // want "leaking param: p"
	if n == 0 {
		return p
	}
	return odd(p, n-1)
}
func odd(p *int, n int) *int { // want "leaking param: p"
	sink = p
	return even(nil, n-1)
}
func variadic(xs ...any) { sinkAny = xs[0] } // want "leaking param content: xs"
func caller() {
	variadic(1, "x", nil) // want "... argument does not escape" "1 escapes to heap" `"x" escapes to heap`
	variadic()
	x := 3
	blank(&x, nil)
	y := 4
	nameless(&y, nil)
	for {
		_ = recur(new(int), new(int), 3) // want "new(int) does not escape" "new(int) does not escape"
	}
}
func arr(a [2]*int) *int  { return a[1] } // want "leaking param: a to result ~r0 level=0"
func str(s string) string { return s[1:] } // want "leaking param: s to result ~r0 level=0"
func slc(s []*int) *int   { return s[0] } // want "leaking param: s to result ~r0 level=1"
func slc2(s []*int) []*int { // want "leaking param: s to result ~r0 level=0"
	return s[1:2]
}
func arrp(a *[2]*int) []*int { return a[:] } // want "leaking param: a to result ~r0 level=0"
func iface(e interface{ M() *int }) *int { // want "leaking param: e"
	return e.M()
}
