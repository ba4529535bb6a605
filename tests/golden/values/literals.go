// Composite literals: slices, maps and pointers allocate, structs and arrays do not.
package p

type T struct {
	p *int
	s []int
}

var sink any

func f(p, q *int) (*T, []*int, map[string]*int) { // want "leaking param: p" "leaking param: q"
	a := T{p, []int{1}} // want "[]int{...} does not escape"
	b := [2]*int{p, q}
	c := []*int{p} // want "[]*int{...} does not escape"
	d := map[string]*int{"a": q} // want "map[string]*int{...} does not escape"
	e := &T{p: q} // want "&T{...} does not escape"
	_, _, _, _, _ = a, b, c, d, e
	g := []*T{{p: p}, {}} // want "[]*T{...} does not escape" "&T{...} does not escape" "&T{} does not escape"
	_ = g
	h := [...]T{{}, {p, nil}}
	_ = h
	i := map[*int]T{p: {q, nil}} // want "map[*int]T{...} does not escape"
	_ = i
	j := [][]int{{1}, {2, 3}} // want "[][]int{...} does not escape" "[]int{...} does not escape" "[]int{...} does not escape"
	_ = j
	return &T{p, nil}, []*int{q}, map[string]*int{"b": p} // want "&T{...} escapes to heap" "[]*int{...} escapes to heap" "map[string]*int{...} escapes to heap"
}

func elided(x int) {
	sink = []any{1, "a", x, nil} // want "[]any{...} escapes to heap" "[]any{...} escapes to heap" "1 escapes to heap" `"a" escapes to heap` "x escapes to heap"
	sink = map[string]any{"k": x} // want "map[string]any{...} escapes to heap" "x escapes to heap"
	sink = [2]any{x, 1} // want "[2]any{...} escapes to heap" "x escapes to heap" "1 escapes to heap"
	sink = struct{ a any }{x} // want "struct { a any }{...} escapes to heap" "x escapes to heap"
}

type Outer struct {
	T
	n int
}

func promoted(p *int) *Outer { return &Outer{T: T{p: p}, n: 1} } // want "leaking param: p" "&Outer{...} escapes to heap"
