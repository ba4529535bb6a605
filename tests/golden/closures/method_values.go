// A method value allocates; its receiver flows into it and into the method's parameter.
package p

type T struct{ p *int }

func (t T) Get() *int   { return t.p } // want "leaking param: t to result ~r0 level=0"
func (t *T) Ptr() **int { return &t.p } // want "leaking param: t to result ~r0 level=0"
func (t *T) Keep()      { sink = t } // want "leaking param: t"

var sink *T

func f(t T, p *T) { // want "leaking param: t" "leaking param: p"
	g := t.Get // want "t.Get does not escape"
	_ = g()
	h := p.Ptr // want "p.Ptr does not escape"
	_ = h()
	var u T // want "moved to heap: u"
	k := u.Keep // want "u.Keep does not escape"
	k()
	var v T // want "moved to heap: v"
	w := v.Ptr // want "v.Ptr does not escape"
	_ = w
}

func ret(t T) func() *int { return t.Get } // want "leaking param: t" "t.Get escapes to heap"

func pass() {
	var t T // want "moved to heap: t"
	run(t.Ptr) // want "t.Ptr does not escape"
}

func run(f func() **int) { f() } // want "f does not escape"
