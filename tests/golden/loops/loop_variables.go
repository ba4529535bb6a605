// Loop variables are per iteration when captured or address-taken.
package p

func run(f func()) { f() } // want "f does not escape"

func keep(p *int) { sink = p } // want "leaking param: p"

var sink *int

func a(n int) {
	for i := 0; i < n; i++ {
		run(func() { println(i) }) // want "func literal does not escape"
	}
}

func b(n int) {
	for i := 0; i < n; i++ { // want "moved to heap: i"
		keep(&i)
	}
}

func c(xs []int) { // want "xs does not escape"
	for i, x := range xs { // want "moved to heap: x"
		keep(&x)
		run(func() { println(i) }) // want "func literal does not escape"
	}
}

func d(n int) {
	for i := 0; i < n; i++ {
		run(func() { i++ }) // want "func literal does not escape"
	}
}

func e(n int) *int {
	for i := 0; i < n; i++ { // want "moved to heap: i"
		return &i
	}
	return nil
}

func g(n int) {
	for i := range n { // want "moved to heap: i"
		keep(&i)
	}
}
