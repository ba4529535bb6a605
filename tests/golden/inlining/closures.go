// flags: -l=0

// Literals: called where they stand, once, twice, copied with the function around them.
package p

func counter() func() int { // want "can inline counter"
	n := 0 // want "moved to heap: n"
	return func() int { n++; return n } // want "can inline counter.func1" "can inline counter.func1" "func literal escapes to heap"
}

func apply(f func(int) int, x int) int { return f(x) } // want "can inline apply" "f does not escape"

func direct(x int) int { return func(y int) int { return x + y }(1) } // want "can inline direct.func1" "can inline direct" "inlining call to direct.func1" "can inline direct.func1"

func once(x int) int { // want "can inline once"
	f := func(y int) int { // want "can inline once.func1" "can inline once.func1"
		s := 0
		for i := 0; i < y; i++ {
			s += i * x
			s ^= i << 2
			s += s / (i + 1)
			s -= s % (i + 2)
		}
		return s
	}
	return f(3) // want "inlining call to once.func1"
}

func twice(x int) int { // want "can inline twice"
	f := func(y int) int { return x * y } // want "can inline twice.func1" "can inline twice.func1"
	return f(1) + f(2) // want "inlining call to twice.func1" "inlining call to twice.func1"
}

func unused() { h := func(c *int) {}; h(nil) } // want "can inline unused.func1" "can inline unused" "inlining call to unused.func1" "c does not escape"

func all() int { return counter()() + apply(func(y int) int { return y }, 2) + direct(1) + once(2) + twice(3) } // want "can inline all.func1" "inlining call to counter" "inlining call to counter.func1" "inlining call to apply" "inlining call to direct" "inlining call to once" "inlining call to twice" "inlining call to all.func1" "inlining call to direct.func1" "inlining call to once.func1" "inlining call to twice.func1" "inlining call to twice.func1" "func literal does not escape"
