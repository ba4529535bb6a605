// Functions without bodies that are linked by name.
package p

import _ "unsafe"

//go:linkname nanotime runtime.nanotime
func nanotime() int64

//go:linkname memmove runtime.memmove
//go:noescape
func memmove(to, from *byte, n uintptr) // want "to does not escape" "from does not escape" "assuming n is unsafe uintptr"

//go:linkname exported
func exported(p *int) *int { return p } // want "leaking param: p to result ~r0 level=0"

func f() int64 {
	var a, b [8]byte
	memmove(&a[0], &b[0], 8)
	return nanotime()
}
