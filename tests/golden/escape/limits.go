package p

var sink any

func vars() {
	var a [131072]byte
	_ = a
	var b [131073]byte // want "moved to heap: b"
	_ = b
	_ = new([65536]byte) // want "new([65536]byte) does not escape"
	_ = new([65537]byte) // want "new([65537]byte) escapes to heap"
	_ = &[65536]byte{} // want "&[65536]byte{} does not escape"
	_ = &[65537]byte{} // want "&[65537]byte{} escapes to heap"
	_ = make([]int64, 8192) // want "make([]int64, 8192) does not escape"
	_ = make([]int64, 8193) // want "make([]int64, 8193) escapes to heap"
	_ = make([]int64, 0, 8193) // want "make([]int64, 0, 8193) escapes to heap"
	_ = make([]int64, 8193, 10000) // want "make([]int64, 8193, 10000) escapes to heap"
	_ = make([]byte, 1<<40) // want "make([]byte, 1099511627776) does not escape"
	_ = []byte{131072: 1} // want "[]byte{...} does not escape"
}
func zero(n int) {
	_ = make([]struct{}, n) // want "make([]struct {}, n) escapes to heap"
	_ = make([]struct{}, 1) // want "make([]struct {}, 1) escapes to heap"
	_ = make([][0]int, 0) // want "make([][0]int, 0) escapes to heap"
	_ = make([]byte, n) // want "make([]byte, n) does not escape"
	_ = make([]byte, n, 10) // want "make([]byte, n, 10) does not escape"
	_ = make([]byte, n, n) // want "make([]byte, n, n) does not escape"
}
func ret() (x [131073]byte)   { return }
func param(x [131073]byte)    {}
func rng(xs [][131073]byte) { // want "leaking param content: xs"
	for _, x := range xs { // want "moved to heap: x"
		_ = x
	}
	x := ret() // want "moved to heap: x"
	_ = x
}

type Huge struct{ a [70000]byte }

func (h Huge) m() {}
func methodValue(h Huge) {
	f := h.m // want "h.m escapes to heap"
	f()
}
func folding(use func(any)) { // want "use does not escape"
	k := 70000
	_ = make([]byte, k) // want "make([]byte, 70000) escapes to heap"
	c := 10
	s := make([]byte, 5, c) // want "make([]byte, 5, 10) does not escape"
	_ = s
	src := []int{1, 2, 3} // want "[]int{...} does not escape"
	_ = make([]int, len(src)) // want "make([]int, 3) does not escape"
	var z int
	_ = make([]int, z) // want "make([]int, z) does not escape"
	r := 3
	r = 4
	_ = make([]int, r) // want "make([]int, r) does not escape"
	a := 3
	pa := &a
	_ = make([]int, a) // want "make([]int, a) does not escape"
	_ = pa
	n := -1
	_ = n
	i64 := int64(9)
	_ = make([]int, i64) // want "make([]int, int64(9)) does not escape"
	u := uint8(3)
	_ = make([]int, u) // want "make([]int, uint8(3)) does not escape"
}
func pass(any) {}
func boxing() {
	k := 5
	pass(k) // want "5 does not escape"
	k2 := k
	pass(k2) // want "5 does not escape"
	pass(k + 1) // want "k + 1 does not escape"
	k4 := int8(3)
	pass(int(k4)) // want "int(k4) does not escape"
	pass(k4) // want "int8(3) does not escape"
	s := "a"
	pass(s) // want `"a" does not escape`
	type S string
	pass(S(s)) // want `S("a") does not escape`
	b := true
	pass(b) // want "true does not escape"
	f := 1.5
	pass(f) // want "1.5 does not escape"
	c := 1i
	pass(c) // want "(0 + 1i) does not escape"
	r := 'x'
	pass(r) // want "'x' does not escape"
	var z int
	pass(z) // want "z does not escape"
	const big = 1 << 70 >> 65
	v := big
	pass(v) // want "32 does not escape"
	x, y := 1, "two"
	pass(x) // want "1 does not escape"
	pass(y) // want `"two" does not escape`
	func() { pass(k); w := 7; pass(w) }() // want "func literal does not escape" "5 does not escape" "7 does not escape"
}

var g = 5

func globals() { pass(g) } // want "g does not escape"
