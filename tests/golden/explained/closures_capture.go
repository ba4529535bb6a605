// flags: -m=2
// Captured by value if never assigned after the first capture at the same loop depth, small, and never
// address-taken.
package p

func run(f func()) { f() }

var keep func()

func f() { x := 1; x = 2; keep = func() { println(x) } }
func g() { x := 1; keep = func() { println(x) }; x = 2; println(x) }
func h() {
	x := 1
	x = 2
	for i := 0; i < 2; i++ {
		keep = func() { println(x) }
	}
}

func named() (r int) { keep = func() { println(r) }; return 1 }
func bare() (r int)  { keep = func() { println(r) }; return }
func param(p int)    { keep = func() { println(p) } }
func assigned(p int) { p = 2; keep = func() { println(p) } }
func inside()        { x := 1; keep = func() { x++ } }
func taken()         { x := 1; p := &x; keep = func() { println(x) }; _ = p }
func big()           { var a [129]byte; keep = func() { println(a[0]) } }
func small()         { var a [128]byte; keep = func() { println(a[0]) } }
func ptr(p *int)     { keep = func() { println(*p) } }
func twice()         { x := 1; keep = func() { keep = func() { println(x) } } }
func local()         { x := 1; x = 3; run(func() { println(x) }); x = 4 }

func typeSwitch(i any) {
	switch v := i.(type) {
	case int:
		keep = func() { println(v) }
	}
}

func commaOk(m map[int]int, c chan int) {
	v, ok := m[1]
	keep = func() { println(v, ok) }
	select {
	case w := <-c:
		keep = func() { println(w) }
	}
}

func ranged(xs []int) {
	for _, x := range xs {
		keep = func() { println(x) }
	}
}
