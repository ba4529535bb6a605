// Literals that call themselves, and each other.
package p

func fact() int {
	var f func(int, *int) int
	f = func(n int, p *int) int { // want "p does not escape" "func literal does not escape"
		if n == 0 {
			return *p
		}
		return f(n-1, p)
	}
	x := 1
	return f(3, &x)
}

func pair() {
	var a, b func(*int)
	a = func(p *int) { b(p) } // want "p does not escape" "func literal does not escape"
	b = func(q *int) { a(q) } // want "q does not escape" "func literal does not escape"
	x := 1
	a(&x)
}
