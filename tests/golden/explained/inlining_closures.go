// flags: -m=2 -l=0

// Literals: called where they stand, once, twice, copied with the function around them.
package p

func counter() func() int {
	n := 0
	return func() int { n++; return n }
}

func apply(f func(int) int, x int) int { return f(x) }

func direct(x int) int { return func(y int) int { return x + y }(1) }

func once(x int) int {
	f := func(y int) int {
		s := 0
		for i := 0; i < y; i++ {
			s += i * x
			s ^= i << 2
			s += s / (i + 1)
			s -= s % (i + 2)
		}
		return s
	}
	return f(3)
}

func twice(x int) int {
	f := func(y int) int { return x * y }
	return f(1) + f(2)
}

func unused() { h := func(c *int) {}; h(nil) }

func all() int { return counter()() + apply(func(y int) int { return y }, 2) + direct(1) + once(2) + twice(3) }
