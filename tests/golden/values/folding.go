// Single-assignment constants are folded into sizes and boxes, which changes the text.
package p

var sink any

func use(x any) {} // want "x does not escape"

func f(x int) {
	k := 5
	use(k) // want "5 does not escape"
	k2 := x
	use(k2) // want "k2 does not escape"
	use(k + 1) // want "k + 1 does not escape"
	k4 := int8(3)
	use(int(k4)) // want "int(k4) does not escape"
	use(k4) // want "int8(3) does not escape"
	var z int
	use(z) // want "z does not escape"
	n := 70000
	_ = make([]byte, n) // want "make([]byte, 70000) escapes to heap"
	m := 10
	_ = make([]byte, m) // want "make([]byte, 10) does not escape"
	_ = make([]byte, m, n) // want "make([]byte, m, 70000) escapes to heap"
	src := []int{1, 2, 3} // want "[]int{...} does not escape"
	_ = make([]int, len(src)) // want "make([]int, 3) does not escape"
	changed := 4
	changed = 6
	use(changed) // want "changed does not escape"
	taken := 7
	_ = &taken
	use(taken) // want "taken does not escape"
	s := "text"
	use(s) // want `"text" does not escape`
	func() { use(k); use(s); _ = make([]byte, n) }() // want "func literal does not escape" "5 does not escape" `"text" does not escape` "make([]byte, 70000) escapes to heap"
	b := true
	sink = b // want "true escapes to heap"
	c := 2.5
	sink = c // want "2.5 escapes to heap"
}
