// What leaks where: heap, content, results with levels.
package p

type T struct {
	p *int
	x int
}

var sink *int

func id(p *int) *int                            { return p } // want "leaking param: p to result ~r0 level=0"
func deref(p **int) *int                        { return *p } // want "leaking param: p to result ~r0 level=1"
func deref2(p ***int) (a *int, b **int)         { return **p, *p } // want "leaking param: p to result a level=2" "leaking param: p to result b level=1"
func both(p **int) *int                         { sink = *p; return *p } // want "leaking param content: p"
func both2(p **int) **int                       { sink = *p; return p } // want "leaking param content: p" "leaking param: p to result ~r0 level=0"
func ifc2(i interface{}) T                      { return i.(T) } // want "leaking param: i to result ~r0 level=1"
func st(t *T) (a, b *int)                       { a = t.p; b = &t.x; return } // want "leaking param: t to result a level=1" "leaking param: t to result b level=0"
func par(p **int, q *[]*int, m map[string]*int) { *p = nil; (*q)[0] = *p; m["a"] = (*q)[1] } // want "leaking param content: p" "leaking param content: q" "m does not escape"
func fnp(f func() *int) *int                    { return f() } // want "f does not escape"
func chn(c chan *int, p *int) *int              { c <- p; return <-c } // want "c does not escape" "leaking param: p"
func mapr(m map[string]*int) *int               { return m["x"] } // want "m does not escape"
func vv(xs ...*int) []*int                      { return xs } // want "leaking param: xs to result ~r0 level=0"
func str(s string) string                       { return s[1:] } // want "leaking param: s to result ~r0 level=0"
func bytes(b []byte) *byte                      { return &b[0] } // want "leaking param: b to result ~r0 level=0"
func arr(a [2]*int) *int                        { return a[0] } // want "leaking param: a to result ~r0 level=0"
func parr(a *[2]*int) *int                      { return a[0] } // want "leaking param: a to result ~r0 level=1"
func iface(e error) string                      { return e.Error() } // want "leaking param: e"
func pan(p *int)                                { panic(p) } // want "leaking param: p"
func named(p *int, _ *int, q *int) (r *int)     { r = p; return } // want "leaking param: p to result r level=0" "q does not escape"
