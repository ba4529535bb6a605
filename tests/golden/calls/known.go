// Calls of functions whose parameters are known, also through variables with one definition.
package p

var sink *int

func keep(p *int)      { sink = p } // want "leaking param: p"
func drop(p *int)      {} // want "p does not escape"
func back(p *int) *int { return p } // want "leaking param: p to result ~r0 level=0"

func direct() {
	var a, b, c int // want "moved to heap: a"
	keep(&a)
	drop(&b)
	_ = back(&c)
	var d int // want "moved to heap: d"
	sink = back(&d)
}

func viaVariable() {
	f := drop
	var a int
	f(&a)
	g := f
	var b int
	g(&b)
	h := func(p *int) { drop(p) } // want "p does not escape" "func literal does not escape"
	var c int
	h(&c)
}

func viaUnknown(f func(*int), t struct{ f func(*int) }) { // want "f does not escape" "t does not escape"
	var a, b int // want "moved to heap: a" "moved to heap: b"
	f(&a)
	t.f(&b)
}

func viaSet(cond bool) {
	var a int
	var f func(*int)
	if cond {
		f = drop
	} else {
		f = func(p *int) { drop(p) } // want "p does not escape" "func literal does not escape"
	}
	f(&a)
}

type F func(*int)

func viaDefinedType(cond bool) {
	var a int // want "moved to heap: a"
	var f F
	if cond {
		f = drop
	} else {
		f = drop
	}
	f(&a)
}

func viaOther(cond bool) {
	var a int // want "moved to heap: a"
	g := drop
	f := drop
	if cond {
		f = g
	}
	f(&a)
}

func viaHeap(cond bool) {
	var a int // want "moved to heap: a"
	f := drop
	if cond {
		f = keep
	}
	f(&a)
}
