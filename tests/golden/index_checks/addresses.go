// Index checks in assignments of several values, after stores through pointers: of a variable whose address was
// taken to pass it to the runtime nothing is known then, and neither of a temporary that was used so before.
package p

type S struct {
	a, b int
}
type Big struct {
	a, b, c, d, e, f int
}

var table [8]int

//go:noinline
func f(i int) int { return i }

//go:noinline
func g(i int) byte { return byte(i) }

//go:noinline
func s(i int) S { return S{i, i} }

//go:noinline
func big(i int) Big { return Big{a: i} }

// The temporary for f(i) is new.
func fresh(p *int, i int) { // want "p does not escape"
	*p, table[f(i)&3] = 1, 2 // want "index bounds check elided"
}

// It is one whose address was taken.
func received(p *int, i int, c chan int) { // want "p does not escape" "c does not escape"
	_ = f(<-c)
	*p, table[f(i)&3] = 1, 2
}

func sent(p *int, i int, c chan int) { // want "p does not escape" "c does not escape"
	c <- f(i)
	*p, table[f(i)&3] = 1, 2
}

func received2(p *int, i int, c chan int) { // want "p does not escape" "c does not escape"
	var v int
	var ok bool
	v, ok = <-c
	_ = ok
	_ = v
	*p, table[f(i)&3] = 1, 2
}

func key(p *int, i int, m map[byte]int) { // want "p does not escape" "m does not escape"
	_ = m[g(i)]
	*p, table[g(i)&3] = 1, 2
}

func keyStruct(p *int, i int, m map[S]int) { // want "p does not escape" "m does not escape"
	_ = m[s(i)]
	*p, table[s(i).a&3] = 1, 2
}

func boxed(p *int, i int) (any, any) { // want "p does not escape"
	x := any(s(i)) // want "any(s(i)) escapes to heap"
	*p, table[s(i).a&3] = 1, 2
	return x, x
}

func big1(p *int, i int, m map[Big]int) { // want "p does not escape" "m does not escape"
	x := big(i)
	m[x] = 1
	*p, table[x.a&3] = 1, 2
}

func big2(p *int, i int, c chan Big) { // want "p does not escape" "c does not escape"
	x := big(i)
	*p, table[x.a&3] = 1, 2 // want "index bounds check elided"
	c <- x
	*p, table[x.a&3] = 1, 2
}

func param(p *int, k byte, m map[byte]int) { // want "p does not escape" "m does not escape"
	m[k] = 1
	*p, table[k&3] = 1, 2
}

func paramSend(p *int, k int, c chan int) { // want "p does not escape" "c does not escape"
	c <- k
	*p, table[k&3] = 1, 2
}

func local(p *int, i int, m map[byte]int) { // want "p does not escape" "m does not escape"
	k := g(i)
	m[k] = 1
	*p, table[k&3] = 1, 2 // want "index bounds check elided"
}

func loop(p *int, i int, c chan int) { // want "p does not escape" "c does not escape"
	for ; i < 10; i = <-c {
		*p, table[f(i)&3] = 1, 2
	}
	*p, table[f(i)&3] = 1, 2
}

func inSwitch(p *int, i int, c chan int) { // want "p does not escape" "c does not escape"
	switch i {
	case <-c:
		*p, table[f(i)&3] = 1, 2 // want "index bounds check elided"
	case f(i):
		*p, table[f(i)&3] = 1, 2 // want "index bounds check elided"
	}
	*p, table[f(i)&3] = 1, 2 // want "index bounds check elided"
}

func inIf(p *int, i int, c chan int) { // want "p does not escape" "c does not escape"
	if <-c > 0 {
		*p, table[f(i)&3] = 1, 2
	}
}

func selected(p *int, i int, c chan int) { // want "p does not escape" "c does not escape"
	select {
	case v := <-c:
		*p, table[v&3] = 1, 2 // want "index bounds check elided"
	case c <- f(i):
		*p, table[f(i)&3] = 1, 2 // want "index bounds check elided"
	}
	*p, table[f(i)&3] = 1, 2
}

func both(p *int, i int, c chan int) { // want "p does not escape" "c does not escape"
	*p, table[f(<-c)&3] = 1, 2 // want "index bounds check elided"
	*p, table[f(i)&3] = 1, 2 // want "index bounds check elided"
}

type Long struct {
	a, b, c, d, e, f int
	s string
}

type Words struct {
	a int
	x float64
	b int
}

//go:noinline
func long(i int) Long { return Long{a: i} }

func inlined(i int) Big { return Big{a: i} }

// Values that are compared by a function.
func compared(p *int, x, y Long, z Words) bool { // want "p does not escape" "x does not escape" "y does not escape"
	*p, table[x.a&3] = 1, 2 // want "index bounds check elided"
	b := z == Words{a: 1, b: *p}
	*p, table[z.a&3] = 1, 2 // want "index bounds check elided"
	b = b && x == y
	*p, table[x.a&3] = 1, 2
	*p, table[y.a&3] = 1, 2
	return b
}

func comparedWithInterface(p *int, x, y Long, e any) bool { // want "p does not escape" "x does not escape" "y does not escape" "e does not escape"
	*p, table[x.a&3] = 1, 2 // want "index bounds check elided"
	b := e == x // want "x does not escape"
	*p, table[x.a&3] = 1, 2 // want "index bounds check elided"
	b = b || e == any(y) // want "any(y) does not escape"
	*p, table[y.a&3] = 1, 2 // want "index bounds check elided"
	return b
}

func cases(p *int, x, y Long) { // want "p does not escape" "x does not escape" "y does not escape"
	switch x {
	case y:
		*p, table[y.a&3] = 1, 2
	}
	*p, table[x.a&3] = 1, 2 // want "index bounds check elided"
}

// A literal of constants has an address of its own.
func constant(p *int, m map[Big]int) any { // want "p does not escape" "m does not escape"
	x, y := Big{a: 1, f: 2}, Big{a: 1, f: 2}
	m[x]++
	m[y]++
	*p, table[x.a&3] = 1, 2 // want "index bounds check elided"
	*p, table[y.a&3] = 1, 2
	return x // want "x escapes to heap"
}

func result(p *int, i int, m map[Big]int) { // want "p does not escape" "m does not escape"
	*p, table[inlined(i).a&3] = 1, 2 // want "index bounds check elided"
	m[inlined(i)]++
	*p, table[inlined(i).a&3] = 1, 2
}

// Temporaries are free again at the end of a block, and so are those of what a loop does after each turn.
func turns(p *int, i int, c chan int) { // want "p does not escape" "c does not escape"
	for f(i) > 0 {
		*p, table[f(i)&3] = 1, 2 // want "index bounds check elided"
		c <- f(i)
	}
	for ; f(i) > 0; c <- f(i) {
		*p, table[f(i)&3] = 1, 2
	}
	if c <- f(i); f(i) > 1 {
		*p, table[f(i)&3] = 1, 2
	} else {
		*p, table[f(i)&3] = 1, 2
	}
	for range f(i) {
		*p, table[f(i)&3] = 1, 2 // want "index bounds check elided"
	}
}

func cleared(p *int, i int) { // want "p does not escape"
	var x struct {
		a [4]int
		i int
	}
	x.i = i
	*p, table[x.i&3] = 1, 2 // want "index bounds check elided"
	for i := range x.a {
		x.a[i] = 0
	}
	*p, table[x.i&3] = 1, 2
}

func results(p *int, i int, c chan int, m map[byte]int) (ok bool) { // want "p does not escape" "c does not escape" "m does not escape"
	m[byte(i)], ok = <-c
	*p, table[f(i)&3], ok = 1, 2, true
	*p, m[g(i)] = f(f(i)), 1
	*p, table[g(i)&3] = 1, 2
	return
}

// Literals that are called where they stand, and others.
func literals(p *int, k byte, m map[byte]int) func() { // want "leaking param: p" "m does not escape"
	func() { // want "func literal does not escape"
		m[k]++
		*p, table[k&3] = 1, 2
	}()
	*p, table[k&3] = 1, 2 // want "index bounds check elided"
	return func() { // want "func literal escapes to heap"
		*p, table[k&3] = 1, 2
	}
}

type Fast struct {
	a, b uint8
	c    uint16
}

//go:noinline
func fast(i int) Fast { return Fast{} }

//go:noinline
func u(i int) uint32 { return uint32(i) }

// The key is read as a number out of a temporary.
func fastKey(p *int, i int, m map[Fast]int) { // want "p does not escape" "m does not escape"
	*p, table[u(i)&3] = 1, 2
	m[fast(i)] = 1
	*p, table[u(i)&3] = 1, 2
}

// Operands come first, then values in the order in which they are appended.
func appended(i byte, m map[byte][]int) { // want "m does not escape"
	m[i] = append(m[i], table[i&3], f(table[i&7]), table[i&1]) // want "append escapes to heap" "index bounds check elided" "index bounds check elided" "index bounds check elided"
}
