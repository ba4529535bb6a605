// Functions without bodies leak what they are given, unless marked.
package p

func ext(p *int, q []byte, n int, s string, f func()) // want "leaking param: p" "leaking param: q" "leaking param: s" "leaking param: f"

//go:noescape
func ext2(p *int, q []byte) // want "p does not escape" "q does not escape"

func ext3(p uintptr, q *int) // want "assuming p is unsafe uintptr" "leaking param: q"

func ext4(_ *int, _ int) // want "leaking param: ~p0"

func ext5(*int)

//go:uintptrescapes
func ext6(p uintptr, q ...uintptr) // want "assuming p is unsafe uintptr" "leaking param: q"

func f() {
	var x, y int // want "moved to heap: x"
	ext(&x, make([]byte, 4), 1, "", nil) // want "make([]byte, 4) escapes to heap"
	ext2(&y, make([]byte, 8)) // want "make([]byte, 8) does not escape"
}
