// flags: -l=0

// Small functions are inlined; their allocations appear at the call.
package p

type point struct{ x, y int }

func add(a, b int) int          { return a + b } // want "can inline add"
func newPoint(x, y int) *point  { return &point{x, y} } // want "can inline newPoint" "&point{...} escapes to heap"
func (p *point) move(dx int)    { p.x += dx } // want "can inline (*point).move" "p does not escape"
func (p point) sum() int        { return add(p.x, p.y) } // want "can inline point.sum" "inlining call to add"
func named(x int) (res *int)    { res = &x; return } // want "can inline named" "moved to heap: x"
func two() (int, *int)          { v := 3; return v, &v } // want "can inline two" "moved to heap: v"
func big(s []int) (n int)       { for _, v := range s { if v > 3 { n += v * add(v, v) * add(v, n) * add(n, v) * add(n, n) * add(v, 3) * add(n, 4) }; n ^= v }; return } // want "can inline big" "inlining call to add" "inlining call to add" "inlining call to add" "inlining call to add" "inlining call to add" "inlining call to add" "s does not escape"

//go:noinline
func kept(p *int) {} // want "p does not escape"

var sink any

func use() int {
	p := newPoint(1, 2) // want "inlining call to newPoint" "&point{...} does not escape"
	p.move(3) // want "inlining call to (*point).move"
	q := newPoint(4, 5) // want "inlining call to newPoint" "&point{...} escapes to heap"
	sink = q
	n, r := two() // want "inlining call to two"
	kept(r)
	kept(named(n)) // want "inlining call to named"
	sink = add(1, 2) // want "inlining call to add" "~r0 escapes to heap"
	return p.sum() + big([]int{1, 2, 3}) // want "inlining call to point.sum" "inlining call to big" "inlining call to add" "inlining call to add" "inlining call to add" "inlining call to add" "inlining call to add" "inlining call to add" "inlining call to add" "[]int{...} does not escape"
}
