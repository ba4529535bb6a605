// Arrays by value, slices of arrays, pointers to elements.
package p

var sink []int

type T struct {
	a [4]int
	b [2]struct{ p *int }
}

func local() int {
	var a [10]int
	s := a[:]
	s[0] = 1
	return a[0]
}

func leaked() {
	var a [10]int // want "moved to heap: a"
	sink = a[2:4]
}

func field(t *T, p *int) []int { // want "leaking param: t to result ~r0 level=0" "leaking param: p"
	t.b[1].p = p
	return t.a[:]
}

func value(t T, p *int) *int { // want "leaking param: t to result ~r0 level=0" "leaking param: p to result ~r0 level=0"
	t.b[0].p = p
	return t.b[1].p
}

func index(a *[4]*int, i int) **int { return &a[i] } // want "leaking param: a to result ~r0 level=0"

func copies(a [4]*int) [4]*int { // want "leaking param: a to result ~r0 level=0"
	b := a
	c := &b
	return *c
}

func convert(s []*int) [2]*int { return [2]*int(s) } // want "leaking param: s to result ~r0 level=1"

func loops(ps *[3]*int) (last *int) { // want "leaking param: ps to result last level=1"
	for i := range ps {
		last = ps[i]
	}
	return last
}
