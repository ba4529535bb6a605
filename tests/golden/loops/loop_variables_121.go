// flags: -lang=go1.21
// Before Go 1.22 there is one variable for all iterations.
package p

func run(f func()) { f() } // want "f does not escape"

func keep(p *int) { sink = p } // want "leaking param: p"

var sink *int

func a(n int) {
	for i := 0; i < n; i++ { // want "moved to heap: i"
		run(func() { println(i) }) // want "func literal does not escape"
		keep(&i)
	}
}

func c(xs []int) { // want "leaking param content: xs"
	for i, x := range xs { // want "moved to heap: x"
		keep(&x)
		run(func() { println(i) }) // want "func literal does not escape"
	}
}
