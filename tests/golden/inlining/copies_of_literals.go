// Copies of one literal are told apart, and methods of type parameters in them are remarked on each time.
// flags: -l=0
package p

type T struct{ n, m []int }

func outer(r *T) func() { // want "can inline outer" "leaking param: r"
	return func() { // want "can inline outer.func1" "func literal escapes to heap"
		r.n = r.n // want "outer.func1 ignoring self-assignment in r.n = r.n" "outer.func1#8Wum+mHaM5g=# ignoring self-assignment in r.n = r.n" "outer.func1#UMkYHDW28us=# ignoring self-assignment in r.n = r.n"
		func() { r.m = r.m[1:] }() // want "can inline outer.func1.1" "inlining call to outer.func1.1" "outer.func1 ignoring self-assignment in r.m = r.m[1:]" "outer.func1#8Wum+mHaM5g=#.1 ignoring self-assignment in r.m = r.m[1:]" "func literal does not escape" "outer.func1#UMkYHDW28us=#.1 ignoring self-assignment in r.m = r.m[1:]" "func literal does not escape"
	}
}

func middle(r *T) func() { return outer(r) } // want "can inline middle" "inlining call to outer" "leaking param: r" "func literal escapes to heap"

func caller(r *T) { sink = middle(r) } // want "can inline caller" "inlining call to middle" "inlining call to outer" "leaking param: r" "func literal escapes to heap"

var sink func()

type I interface{ M() }

func Same[P I](x P) { // want "can inline Same[p.I]"
	func() { // want "can inline Same[go.shape.interface { M() }].func1"
		x.M() // want "imprecise interface call"
		for range func(_ func() bool) {} { // want "can inline Same[go.shape.interface { M() }].func1.1" "can inline Same[go.shape.interface { M() }].func1-range1" "can inline Same[go.shape.interface { M() }].func1.func1" "inlining call to Same[go.shape.interface { M() }].func1.1"
			x.M() // want "imprecise interface call" "imprecise interface call"
		}
	}() // want "inlining call to Same[go.shape.interface { M() }].func1" "imprecise interface call" "inlining call to Same[go.shape.interface { M() }].func1.func1"
	x.M() // want "imprecise interface call"
}

func use(i I) { Same[I](i) } // want "can inline use" "leaking param: i"
