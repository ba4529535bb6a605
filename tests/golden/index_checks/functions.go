// Index checks are told by function, in the order of the list; literals that capture follow, the last one first.
package p

var ints [256]int

func call(i int) int { println(i); return i }

func literals(i, j int, b, c byte) {
	func() { // want "func literal does not escape"
		println(ints[c]) // want "index bounds check elided"
		func() { println(ints[i&1]) }() // want "func literal does not escape" "index bounds check elided"
		func() { println(ints[j&1]) }() // want "func literal does not escape" "index bounds check elided"
	}()
	f := func() int { return ints[b] } // want "func literal does not escape" "index bounds check elided"
	println(f(), f())
	func(i int) { println(ints[i&7]) }(ints[b]) // want "func literal does not escape" "index bounds check elided" "index bounds check elided"
	g := func(i int) { println(ints[i&15]) } // want "func literal does not escape" "index bounds check elided"
	g(1)
	g(2)
	go func() { println(ints[j&31]) }() // want "func literal escapes to heap" "index bounds check elided"
	defer func() { println(ints[i&31]) }() // want "func literal does not escape" "index bounds check elided"
	println(ints[b]) // want "index bounds check elided"
}

func unused(b byte) {
	f := func() int { return ints[b] } // want "func literal does not escape" "index bounds check elided"
	_ = f
}

func assigned(i, j int, p *int) { // want "p does not escape"
	func() { // want "func literal does not escape"
		*p, ints[j&3] = 1, 2 // want "index bounds check elided"
		i++
		*p, ints[i&3] = 1, 2
	}()
	f := func() { *p, ints[j&7] = 1, 2 } // want "func literal does not escape"
	f()
	f()
}

func ranges(seq func(func(int, int) bool), b byte) int { // want "leaking param: seq" "moved to heap: #rv1"
	for k, v := range seq { // want "moved to heap: #state1" "func literal escapes to heap"
		if ints[k&3] == v { // want "index bounds check elided"
			return ints[b] // want "index bounds check elided"
		}
		for l := range seq { // want "moved to heap: #state2" "func literal escapes to heap"
			println(ints[l&7]) // want "index bounds check elided"
		}
	}
	return ints[b>>1] // want "index bounds check elided"
}

type T struct{ b byte }

func (t T) Value(b byte) int    { return ints[b] } // want "index bounds check elided"
func (t *T) Pointer(b byte) int { return ints[b&t.b&1] } // want "t does not escape" "index bounds check elided"

type E struct{ T }
type F struct{ *T }

var i1 interface{ Value(byte) int } = E{}
var i2 interface{ Pointer(byte) int } = F{}

func generic[K ~uint8](k K) func() int {
	println(ints[k]) // want "index bounds check elided"
	return func() int { return ints[k>>1] } // want "func literal escapes to heap" "index bounds check elided"
}

var variable = ints[byte(call(1))] + generic(byte(call(2)))() // want "index bounds check elided"
var literal = func(b byte) int { return ints[b] } // want "index bounds check elided"
var capturing = func() func() int { // want "func literal does not escape"
	x := byte(call(3))
	return func() int { return ints[x] } // want "func literal escapes to heap" "index bounds check elided"
}()

func init() { println(ints[byte(call(4))]) } // want "index bounds check elided"
func init() { println(ints[byte(call(5))>>1]) } // want "index bounds check elided"
