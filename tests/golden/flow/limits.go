// Sizes at both sides of every limit.
package p

import "unsafe"

func vars() {
	var a [131072]byte
	var b [131073]byte // want "moved to heap: b"
	_, _ = a, b
}

func news() {
	_ = new([65536]byte) // want "new([65536]byte) does not escape"
	_ = new([65537]byte) // want "new([65537]byte) escapes to heap"
	_ = &[65536]byte{} // want "&[65536]byte{} does not escape"
	_ = &[65537]byte{} // want "&[65537]byte{} escapes to heap"
}

func makes(n int) {
	_ = make([]int64, 8192) // want "make([]int64, 8192) does not escape"
	_ = make([]int64, 8193) // want "make([]int64, 8193) escapes to heap"
	_ = make([]byte, 65536) // want "make([]byte, 65536) does not escape"
	_ = make([]byte, 65537) // want "make([]byte, 65537) escapes to heap"
	_ = make([]byte, 1, 65537) // want "make([]byte, 1, 65537) escapes to heap"
	_ = make([]struct{}, n) // want "make([]struct {}, n) escapes to heap"
	_ = make([]struct{}, 0) // want "make([]struct {}, 0) escapes to heap"
	_ = make([]byte, n) // want "make([]byte, n) does not escape"
	_ = make([]byte, 1<<40) // want "make([]byte, 1099511627776) does not escape"
	_ = make([]byte, 1, n) // want "make([]byte, 1, n) does not escape"
	_ = []byte{131072: 1} // want "[]byte{...} does not escape"
	_ = [131073]byte{}
}

func ret() (x [131073]byte) { return }

func results(xs [][131073]byte) { // want "leaking param content: xs"
	x := ret() // want "moved to heap: x"
	_ = x
	for _, y := range xs { // want "moved to heap: y"
		_ = y
	}
}

func param(x [131073]byte) int { return int(x[3]) }

func capture() {
	var big [70000]byte
	f := func() int { return len(big) + int(big[3]) } // want "func literal does not escape"
	_ = f()
	_ = unsafe.Sizeof(big)
}
