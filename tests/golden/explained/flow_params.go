// flags: -m=2
// What leaks where: heap, content, results with levels.
package p

type T struct {
	p *int
	x int
}

var sink *int

func id(p *int) *int                            { return p }
func deref(p **int) *int                        { return *p }
func deref2(p ***int) (a *int, b **int)         { return **p, *p }
func both(p **int) *int                         { sink = *p; return *p }
func both2(p **int) **int                       { sink = *p; return p }
func ifc2(i interface{}) T                      { return i.(T) }
func st(t *T) (a, b *int)                       { a = t.p; b = &t.x; return }
func par(p **int, q *[]*int, m map[string]*int) { *p = nil; (*q)[0] = *p; m["a"] = (*q)[1] }
func fnp(f func() *int) *int                    { return f() }
func chn(c chan *int, p *int) *int              { c <- p; return <-c }
func mapr(m map[string]*int) *int               { return m["x"] }
func vv(xs ...*int) []*int                      { return xs }
func str(s string) string                       { return s[1:] }
func bytes(b []byte) *byte                      { return &b[0] }
func arr(a [2]*int) *int                        { return a[0] }
func parr(a *[2]*int) *int                      { return a[0] }
func iface(e error) string                      { return e.Error() }
func pan(p *int)                                { panic(p) }
func named(p *int, _ *int, q *int) (r *int)     { r = p; return }
