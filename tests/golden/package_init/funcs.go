// Functions called init, and functions called _, which are not compiled at all.
package p

var sink *int

func init() {
	x := 1 // want "moved to heap: x"
	sink = &x
}

func init() {
	f := func() *int { y := 2; return &y } // want "moved to heap: y" "func literal does not escape"
	sink = f()
}

func _(p *int) { sink = p }

var _ = func(p *int) { sink = p } // want "leaking param: p"
