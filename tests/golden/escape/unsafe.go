package p

import "unsafe"

type SliceHeader struct {
	Data uintptr
	Len  int
}

var sinkU uintptr
var sinkP unsafe.Pointer

func u1(p *int) unsafe.Pointer                { return unsafe.Pointer(p) } // want "leaking param: p to result ~r0 level=0"
func u2(p *int) uintptr                       { return uintptr(unsafe.Pointer(p)) } // want "p does not escape"
func u3(p *int) unsafe.Pointer                { return unsafe.Pointer(uintptr(unsafe.Pointer(p)) + 8) } // want "leaking param: p to result ~r0 level=0"
func u4(p *int, n uintptr) unsafe.Pointer     { return unsafe.Pointer(-uintptr(unsafe.Pointer(p))&^7 | n<<1) } // want "leaking param: p to result ~r0 level=0"
func u5(p *int) unsafe.Pointer                { u := uintptr(unsafe.Pointer(p)); return unsafe.Pointer(u) } // want "p does not escape"
func u6(p unsafe.Pointer, n int) []byte       { return unsafe.Slice((*byte)(p), n) } // want "leaking param: p to result ~r0 level=0"
func u7(p *byte, n int) string                { return unsafe.String(p, n) } // want "leaking param: p to result ~r0 level=0"
func u8(s string) *byte                       { return unsafe.StringData(s) } // want "leaking param: s to result ~r0 level=0"
func u9(s []int) *int                         { return unsafe.SliceData(s) } // want "leaking param: s to result ~r0 level=0"
func u10(p unsafe.Pointer) unsafe.Pointer     { return unsafe.Add(p, 8) } // want "leaking param: p to result ~r0 level=0"
func u11(p *float64) *uint64                  { return (*uint64)(unsafe.Pointer(p)) } // want "leaking param: p to result ~r0 level=0"
func u12(h *SliceHeader, p *int)              { h.Data = uintptr(unsafe.Pointer(p)) } // want "h does not escape" "p does not escape"
func u13(h *SliceHeader) unsafe.Pointer       { return unsafe.Pointer(h.Data) } // want "h does not escape"
func u14(s []int) [2]int                      { return [2]int(s) } // want "s does not escape"
func u15(s []*int) [2]*int                    { return [2]*int(s) } // want "leaking param: s to result ~r0 level=1"
func u16(s []int) *[2]int                     { return (*[2]int)(s) } // want "leaking param: s to result ~r0 level=0"
func noescape(p unsafe.Pointer) unsafe.Pointer { // want "p does not escape"
	x := uintptr(p)
	return unsafe.Pointer(x ^ 0)
}
