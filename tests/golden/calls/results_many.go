// The sixth and later results count as heap; deep dereferences saturate nothing here.
package p

func six(a, b, c, d, e, f *int) (*int, *int, *int, *int, *int, *int) { return a, b, c, d, e, f } // want "leaking param: a to result ~r0 level=0" "leaking param: b to result ~r1 level=0" "leaking param: c to result ~r2 level=0" "leaking param: d to result ~r3 level=0" "leaking param: e to result ~r4 level=0" "leaking param: f"

func swap(a, b *int) (*int, *int) { return b, a } // want "leaking param: a to result ~r1 level=0" "leaking param: b to result ~r0 level=0"

func use() {
	var x, y int
	p, q := swap(&x, &y)
	_, _ = p, q
}

func deep(p ******int) int { return ******p } // want "p does not escape"

func deepResult(p ******int) *int { return *****p } // want "leaking param: p to result ~r0 level=5"
