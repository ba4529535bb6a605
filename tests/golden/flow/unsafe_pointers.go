// Pointers made from integers are followed through arithmetic.
package p

import "unsafe"

var sink unsafe.Pointer

func add(p *int, n uintptr) unsafe.Pointer { // want "leaking param: p to result ~r0 level=0"
	return unsafe.Pointer(uintptr(unsafe.Pointer(p)) + n)
}

func both(p, q *int) { // want "leaking param: p" "q does not escape"
	sink = unsafe.Pointer(uintptr(unsafe.Pointer(p)) &^ 3)
	_ = uintptr(unsafe.Pointer(q))
}

func slice(p *byte, n int) []byte         { return unsafe.Slice(p, n) } // want "leaking param: p to result ~r0 level=0"
func str(p *byte, n int) string           { return unsafe.String(p, n) } // want "leaking param: p to result ~r0 level=0"
func data(s []byte) *byte                 { return unsafe.SliceData(s) } // want "leaking param: s to result ~r0 level=0"
func sdata(s string) *byte                { return unsafe.StringData(s) } // want "leaking param: s to result ~r0 level=0"
func off(p unsafe.Pointer) unsafe.Pointer { return unsafe.Add(p, 8) } // want "leaking param: p to result ~r0 level=0"
func cast(p *[8]byte) *int64              { return (*int64)(unsafe.Pointer(p)) } // want "leaking param: p to result ~r0 level=0"
func arr(s []int) [2]int                  { return [2]int(s) } // want "s does not escape"
func parr(s []int) *[2]int                { return (*[2]int)(s) } // want "leaking param: s to result ~r0 level=0"
