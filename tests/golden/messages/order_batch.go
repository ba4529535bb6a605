// Parameters of a function come first, then its variables, then its expressions; the body of a literal
// is walked at the place of the literal.
package p

func z(p *int) func() *int { // want "p does not escape"
	x := 1 // want "moved to heap: x"
	return func() *int { return &x } // want "func literal escapes to heap"
}

func two(a, b *int) (r *int) { // want "leaking param: a to result r level=0" "b does not escape"
	y, z := 1, 2 // want "moved to heap: y" "moved to heap: z"
	r = new(int) // want "new(int) escapes to heap"
	sink = &z
	sink = &y
	return a
}

var sink *int
