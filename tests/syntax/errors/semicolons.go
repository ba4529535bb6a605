package p
func f() {
	if f() /* c */
	{
	}
}
func g() int {
	return 1 // comment
	+ 2 /* a
	*/ 3
}
type T struct { x int // c
	y int /* d
	*/ z int }
var a = []int{1, 2
}
var _ = f(1,
 2
)
