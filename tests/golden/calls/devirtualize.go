// Interface values with a known concrete type are called directly.
package p

type I interface{ M(*int) }

type A struct{ n *int }

func (a *A) M(p *int) { a.n = p } // want "a does not escape" "leaking param: p"

type B struct{}

func (B) M(p *int) {} // want "p does not escape"

type E struct{ I }

func f(cond bool) {
	var i I = &A{} // want "&A{} does not escape"
	var x int // want "moved to heap: x"
	i.M(&x) // want "devirtualizing i.M to *A"

	var j I = B{} // want "B{} does not escape"
	var y int
	j.M(&y) // want "devirtualizing j.M to B"

	var k I
	k = &A{} // want "&A{} does not escape"
	k = nil
	var z int // want "moved to heap: z"
	k.M(&z) // want "devirtualizing k.M to *A"

	var l I = B{} // want "B{} escapes to heap"
	if cond {
		l = &A{} // want "&A{} escapes to heap"
	}
	var w int // want "moved to heap: w"
	l.M(&w)

	var m I = E{B{}} // want "E{...} does not escape" "B{} escapes to heap"
	var v int // want "moved to heap: v"
	m.M(&v) // want "partially devirtualizing m.M to E"

	mk().M(nil)
	I(B{}).M(nil) // want "devirtualizing I(B{}).M to B" "I(B{}) does not escape"
	var n any = B{} // want "B{} does not escape"
	n.(I).M(nil) // want "devirtualizing n.(I).M to B"
}

func mk() I { return B{} } // want "B{} escapes to heap"
