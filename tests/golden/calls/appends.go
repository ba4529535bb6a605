// The backing store of append is its own allocation.
package p

var sink []int
var ptrs []*int

func f(s []int, p *int, ps []*int) []int { // want "leaking param: s" "leaking param: p" "leaking param content: ps"
	t := append(s, 1) // want "append does not escape"
	_ = t
	sink = append(s, 2) // want "append escapes to heap"
	u := append([]*int(nil), p) // want "append does not escape"
	_ = u
	ptrs = append(ptrs, p) // want "append escapes to heap"
	v := append([]*int{}, ps...) // want "[]*int{} does not escape" "append does not escape"
	_ = v
	for i := 0; i < 3; i++ {
		s = append(s, i) // want "append escapes to heap"
	}
	return append(s, 1, 2, 3) // want "append escapes to heap"
}

func grow(s []*int, p *int) []*int { return append(s, p) } // want "leaking param content: s" "leaking param: s to result ~r0 level=0" "leaking param: p" "append escapes to heap"

func bytes(b []byte, s string) []byte { return append(b, s...) } // want "leaking param: b to result ~r0 level=0" "s does not escape" "append escapes to heap"

func multi(a, b []*int) { copy(a, b); clear(a) } // want "a does not escape" "leaking param content: b"
