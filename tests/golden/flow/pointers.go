// Assignments through pointers, slices, maps, channels and globals lead to the heap; assignments to
// variables, array elements and struct fields do not.
package p

type T struct {
	p *int
	a [2]*int
}

var global *int

func f(pp **int, t *T, s []*int, m map[*int]*int, c chan *int) { // want "pp does not escape" "t does not escape" "s does not escape" "m does not escape" "c does not escape"
	*pp = new(int) // want "new(int) escapes to heap"
	t.p = new(int) // want "new(int) escapes to heap"
	s[0] = new(int) // want "new(int) escapes to heap"
	m[new(int)] = new(int) // want "new(int) escapes to heap" "new(int) escapes to heap"
	c <- new(int) // want "new(int) escapes to heap"
	global = new(int) // want "new(int) escapes to heap"
	var v T
	v.p = new(int) // want "new(int) does not escape"
	v.a[1] = new(int) // want "new(int) does not escape"
	var arr [4]*int
	arr[0] = new(int) // want "new(int) does not escape"
	sl := make([]*int, 4) // want "make([]*int, 4) does not escape"
	sl[0] = new(int) // want "new(int) escapes to heap"
	_ = new(int) // want "new(int) does not escape"
	_, _ = v, arr
}
