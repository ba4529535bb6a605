// Parameters and results without a name are ordinary variables of the function they are inlined into.
// flags: -l=0
package p

type huge [200000]byte

func first(_ func()) {} // want "can inline first"

func second(_ func(), n int) {} // want "can inline second"

func third(_ *int, _ huge) (_ *int, _ huge) { return } // want "can inline third"

type T struct{}

func (T) method(huge) {} // want "can inline T.method"

// The literals are arguments for parameters that nobody reads: they are dropped.
func drops(x int) {
	first(func() { x++ }) // want "can inline drops.func1" "inlining call to first"
	second(func() { x++ }, 1) // want "can inline drops.func2" "inlining call to second"
	func(_ func()) {}(func() { x++ }) // want "can inline drops.func3" "can inline drops.func4" "inlining call to drops.func3"
	for e := range func(_ func(int) bool) {} { // want "can inline drops.func5" "can inline drops-range1" "inlining call to drops.func5"
		_ = e
		x++
	}
}

func keeps(x int) { // want "can inline keeps"
	_ = func() { x++ } // want "can inline keeps.func1" "func literal does not escape"
	_, _ = func() { x++ }, func() { x-- } // want "can inline keeps.func2" "can inline keeps.func3" "func literal does not escape" "func literal does not escape"
}

func large(t T) huge { // want "can inline large"
	var h huge // want "moved to heap: h"
	t.method(h) // want "inlining call to T.method" "moved to heap: ~p1"
	_, r := third(new(int), h) // want "inlining call to third" "moved to heap: r" "moved to heap: .autotmp_5" "moved to heap: ~p1" "moved to heap: ~r1" "new(int) does not escape"
	return r
}

// In the wrapper of a method value, too, unread literals are dropped.
func (t *T) loop() { // want "can inline (*T).loop" "t does not escape"
	for e := range func(_ func(int) bool) {} { // want "can inline (*T).loop.func1" "can inline (*T).loop-range1" "inlining call to (*T).loop.func1" "can inline (*T).loop.func1"
		_ = e
		_ = t
	}
}

func value(t *T) func() { return t.loop } // want "can inline value" "leaking param: t" "t.loop escapes to heap"
