// Types larger than the address space, in functions: said at the local variable read last.
package p

func f(n int) { // error "type [1125899906842624]byte larger than address space"
	n = 1
	_ = new([1 << 50]byte)
	x := 1 // error "type [2251799813685248]byte larger than address space" "type [9007199254740992]byte larger than address space"
	_ = new([1 << 51]byte)
	func() { _ = new([1 << 52]byte) }() // error "type [4503599627370496]byte larger than address space"
	_ = new([1 << 53]byte)
	if y := 2; y > 1 { // error "type [18014398509481984]byte larger than address space"
		_ = make([]*[1 << 54]byte, x)
	}
	for i, z := range []*[1 << 55]byte{} { _, _ = i, z } // error "type [36028797018963968]byte larger than address space"
	var u, v *[1 << 56]byte // error "type [72057594037927936]byte larger than address space" "type [144115188075855872]byte larger than address space"
	_, _ = u, v
	go func(x *[1 << 57]byte) { var q *[1 << 58]byte; _ = q }(nil) // error "type [288230376151711744]byte larger than address space"
	var _ *[1 << 59]byte
}
