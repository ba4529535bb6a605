// Parameters marked as escaping pointers in disguise.
package p

import "unsafe"

//go:uintptrescapes
func esc(p uintptr) {} // want "marking p as escaping uintptr"

//go:uintptrescapes
func escs(n int, p ...uintptr) {} // want "marking p as escaping ...uintptr"

func f() {
	var x, y, z int // want "moved to heap: x" "moved to heap: y"
	esc(uintptr(unsafe.Pointer(&x)))
	escs(1, uintptr(unsafe.Pointer(&y)), 2) // want "... argument escapes to heap"
	_ = uintptr(unsafe.Pointer(&z))
}
