package guarded

type node struct {
	next  *node
	value *int
}

// holds: x := 1; reads(&x)
//goescape:noescape p
func reads(p *int) int { return *p }

// breaks: x := 1; stores(&x)
//goescape:noescape p
func stores(p *int) { sinkInt = p }

// breaks: x := 1; passes(&x)
//goescape:noescape p
func passes(p *int) { keep(p) }

// breaks: x := 1; sinkInt = hands(&x)
//goescape:noescape p
func hands(p *int) *int { return p }

// holds: x := 1; _ = *handsBack(&x)
//goescape:noescape p leaks=result
func handsBack(p *int) *int { return p }

// holds: n := node{}; walks(&n)
//goescape:noescape n
func walks(n *node) int { c := 0; for ; n != nil; n = n.next { c++ }; return c }

// holds: n := node{}; inner(&n)
//goescape:content n
func inner(n *node) { sinkInt = n.value }

// breaks: x := 1; n := node{value: &x}; innerStrict(&n)
//goescape:noescape n
func innerStrict(n *node) { sinkInt = n.value }

// breaks: n := node{}; outer(&n)
//goescape:content n
func outer(n *node) { sink = n }

// holds: fills(make([]byte, 16))
//goescape:noescape b
func fills(b []byte) { for i := range b { b[i] = 1 } }

// breaks: keepsSlice(make([]byte, 16))
//goescape:noescape b
func keepsSlice(b []byte) { sinkByte = b }

// breaks: x := 1; captures(&x)
//goescape:noescape p
func captures(p *int) { sinkFunc = func() int { return *p } }

// holds: n := node{}; n.length()
//goescape:noescape n
func (n *node) length() int { return walks(n) }

// holds: x, y := 1, 2; both(&x, &y)
//goescape:noescape p, q
func both(p, q *int) int { return *p + *q }

// breaks: x := 1; sends2(make(chan *int, 1), &x)
//goescape:noescape p
func sends2(c chan *int, p *int) { c <- p }

// holds: stackVariable()
func stackVariable() int {
	x := pair{number, 2} //goescape:stack x
	return look(&x)
}

// breaks: heapVariable()
func heapVariable() {
	x := number //goescape:stack x
	keep(&x)
}

// holds: stackMade()
func stackMade() int {
	x := make([]int, 4) //goescape:stack x
	return len(x)
}

// breaks: heapMade()
func heapMade() {
	x := new(pair) //goescape:stack x
	sink = x
}

// holds: quietLine(3)
func quietLine(n int) int {
	return add(n, n) //goescape:noalloc
}

// breaks: loudLine(3)
func loudLine(n int) int {
	return newPair(n).a //goescape:noalloc
}

// holds: aboveLine(3)
func aboveLine(n int) int {
	//goescape:noalloc
	n = add(n, n)
	return n
}

// breaks: lineOfSeveral(3)
func lineOfSeveral(n int) int {
	//goescape:noalloc
	n = add(n, newPair(n).b)
	return n
}
