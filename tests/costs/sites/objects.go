package sites

// cost: newInt()
func newInt() { sinkIntPtr = new(int) }

// cost: newStays()
func newStays() { p := new(int); *p = one; sinkInt = *p }

// cost: newValue()
func newValue() { sinkIntPtr = new(five) }

// cost: newEmpty()
func newEmpty() { sinkPtr = new(struct{}) }

// cost: newEmptyArray()
func newEmptyArray() { sinkPtr = &[0]int{} }

// cost: literal()
func literal() { sinkBox = &box{1, 2} }

// cost: literalStays()
func literalStays() { p := &box{one, 2}; sinkInt = p.a }

// cost: literalOfSlice()
func literalOfSlice() { sinkPtr = &[]int{one, 2, 3} }

// cost: nested()
func nested() { sinkPtr = &struct{ p *box }{&box{one, 1}} }

// cost: tooLarge()
func tooLarge() { p := new([1 << 17]byte); p[one] = 1; sinkInt = int(p[two()]) }

// cost: variableTooLarge()
func variableTooLarge() { var p [1<<17 + 1]byte; p[one] = 1; sinkInt = int(p[two()]) }

//go:noinline
func two() int { return 2 }

// cost: moved()
func moved() { x := one; sinkIntPtr = &x }

// cost: movedString()
func movedString() { x := long; sinkPtr = &x }

// cost: movedParam(five)
func movedParam(x int) { sinkIntPtr = &x }

// cost: movedBoxParam(aBox)
func movedBoxParam(b box) { sinkIntPtr = &b.b }

// cost: movedResult()
func movedResult() (x int) { sinkIntPtr = &x; return 5 }

// cost: movedEmpty()
func movedEmpty() { var x struct{}; sinkPtr = &x }

// cost: movedTwo()
func movedTwo() { x, y := 1, short; sinkPtr, sinkIntPtr = &y, &x }

// cost: loops=3: perIteration()
func perIteration() {
	for i := range 3 {
		sinkIntPtr = &i
	}
}

// cost: loops=4: perIterationThree()
func perIterationThree() {
	for i := 0; i < 3; i++ {
		sinkIntPtr = &i
	}
}

// cost: loops=3: inLoop()
func inLoop() {
	for range 3 {
		sinkBox = &box{}
	}
}

// cost: loops=6: inLoops()
func inLoops() {
	for range 3 {
		for range 2 {
			sinkBox = &box{}
		}
	}
}

// cost: loops=3: gotoLoop()
func gotoLoop() {
	i := 0
again:
	sinkBox = &box{}
	if i++; i < 3 {
		goto again
	}
}

// cost: loops=4: rangeElems()
func rangeElems() {
	for _, x := range ints {
		sinkIntPtr = &x
	}
}

// cost: outsideLoop()
func outsideLoop() {
	x := 0
	for range 3 {
		sinkIntPtr = &x
	}
}

func makeBox(n int) *box { return &box{n, n} }

// cost: inlined()
func inlined() { sinkBox = makeBox(one) }

// cost: inlinedStays()
func inlinedStays() { sinkInt = makeBox(one).a }

// cost: loops=3: inlinedInLoop()
func inlinedInLoop() {
	for range 3 {
		sinkBox = makeBox(one)
	}
}
