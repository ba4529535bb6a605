// Types larger than the address space, in package-level declarations.
package p

var a, b *[1 << 50]byte // error "type [1125899906842624]byte larger than address space"
var c = new([1 << 51]byte) // error "type [2251799813685248]byte larger than address space"
var d, e = new([1 << 52]byte), 1 // error "type [4503599627370496]byte larger than address space"

type T struct { // error "type [9007199254740992]byte larger than address space" "type [18014398509481984]byte larger than address space"
	x int
	y *[1 << 53]byte
}

func (t *T) m(x *[1 << 54]byte) {}
