// Captured by value if never assigned after the first capture at the same loop depth, small, and never
// address-taken.
package p

func run(f func()) { f() } // want "f does not escape"

var keep func()

func f() { x := 1; x = 2; keep = func() { println(x) } } // want "func literal escapes to heap"
func g() { x := 1; keep = func() { println(x) }; x = 2; println(x) } // want "moved to heap: x" "func literal escapes to heap"
func h() {
	x := 1 // want "moved to heap: x"
	x = 2
	for i := 0; i < 2; i++ {
		keep = func() { println(x) } // want "func literal escapes to heap"
	}
}

func named() (r int) { keep = func() { println(r) }; return 1 } // want "moved to heap: r" "func literal escapes to heap"
func bare() (r int)  { keep = func() { println(r) }; return } // want "moved to heap: r" "func literal escapes to heap"
func param(p int)    { keep = func() { println(p) } } // want "func literal escapes to heap"
func assigned(p int) { p = 2; keep = func() { println(p) } } // want "func literal escapes to heap"
func inside()        { x := 1; keep = func() { x++ } } // want "moved to heap: x" "func literal escapes to heap"
func taken()         { x := 1; p := &x; keep = func() { println(x) }; _ = p } // want "moved to heap: x" "func literal escapes to heap"
func big()           { var a [129]byte; keep = func() { println(a[0]) } } // want "moved to heap: a" "func literal escapes to heap"
func small()         { var a [128]byte; keep = func() { println(a[0]) } } // want "func literal escapes to heap"
func ptr(p *int)     { keep = func() { println(*p) } } // want "leaking param: p" "func literal escapes to heap"
func twice()         { x := 1; keep = func() { keep = func() { println(x) } } } // want "func literal escapes to heap" "func literal escapes to heap"
func local()         { x := 1; x = 3; run(func() { println(x) }); x = 4 } // want "func literal does not escape"

func typeSwitch(i any) { // want "i does not escape"
	switch v := i.(type) {
	case int:
		keep = func() { println(v) } // want "func literal escapes to heap"
	}
}

func commaOk(m map[int]int, c chan int) { // want "m does not escape" "c does not escape"
	v, ok := m[1]
	keep = func() { println(v, ok) } // want "func literal escapes to heap"
	select {
	case w := <-c:
		keep = func() { println(w) } // want "func literal escapes to heap"
	}
}

func ranged(xs []int) { // want "xs does not escape"
	for _, x := range xs {
		keep = func() { println(x) } // want "func literal escapes to heap"
	}
}
