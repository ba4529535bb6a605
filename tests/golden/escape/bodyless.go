package p

import "unsafe"

func asm1(p *int, x int, u uintptr, _ *int, s string) // want "leaking param: p" "assuming u is unsafe uintptr" "leaking param: ~p3" "leaking param: s"

//go:noescape
func asm2(p *int, _ []int, u uintptr) // want "p does not escape" "~p1 does not escape" "assuming u is unsafe uintptr"

func asm3(*int, uintptr) // want "assuming ~p1 is unsafe uintptr"

//go:uintptrescapes
func esc1(u uintptr, p *int, us ...uintptr) {} // want "marking u as escaping uintptr" "p does not escape" "marking us as escaping ...uintptr"

func calls() {
	x := 1 // want "moved to heap: x"
	asm1(&x, 1, uintptr(unsafe.Pointer(&x)), nil, "")
	y := 2
	asm2(&y, []int{1}, uintptr(unsafe.Pointer(&y))) // want "[]int{...} does not escape"
	z := 3 // want "moved to heap: z"
	esc1(uintptr(unsafe.Pointer(&z)), nil)
	w := 3 // want "moved to heap: w"
	esc1(1, nil, 2, uintptr(unsafe.Pointer(&w))) // want "... argument escapes to heap"
	v := 4
	esc1(uintptr(unsafe.Pointer(new(int))), &v) // want "new(int) escapes to heap"
	asm2(nil, nil, uintptr(unsafe.Pointer(&[]byte("x")[0]))) // want `([]byte)("x") does not escape`
}
