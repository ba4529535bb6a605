package sites

// cost: makeConst()
func makeConst() { sinkInts = make([]int, 10) }

// cost: makeConstStays()
func makeConstStays() { s := make([]int, 10); s[one] = 1; sinkInt = s[five] }

// cost: makeCap()
func makeCap() { sinkInts = make([]int, 3, 11) }

// cost: makeLenVariable(five)
func makeLenVariable(n int) { sinkInts = make([]int, n, 11) }

// cost: makeLenVariableStays(five)
func makeLenVariableStays(n int) { s := make([]int, n, 11); s[0] = n; sinkInt = s[one] }

// cost: makeZero()
func makeZero() { sinkInts = make([]int, 0) }

// cost: makePointers()
func makePointers() { sinkPtrs = make([]*int, 100) }

// cost: makeFolded()
func makeFolded() { n := 12; sinkInts = make([]int, n) }

// cost: makeLarge()
func makeLarge() { b := make([]byte, 1<<17); b[one] = 1; sinkInt = int(b[five]) }

// cost: makeEmptyElements()
func makeEmptyElements() { s := make([]struct{}, hundred); sinkInt = len(s) }

// cost: free: makeVariable(zero)
// cost: paid: makeVariable(five)
func makeVariable(n int) { sinkInts = make([]int, n) }

// cost: free: makeVariableStays(four)
// cost: paid: makeVariableStays(five)
func makeVariableStays(n int) { s := make([]int, n); sinkInt = len(s) + s[one] }

// cost: free: makeBytesStays(len(exact))
// cost: paid: makeBytesStays(len(long))
func makeBytesStays(n int) { s := make([]byte, n); lookBytes(s) }

// cost: free: makeCapStays(four)
// cost: paid: makeCapStays(five)
func makeCapStays(n int) { s := make([]int, 1, n); s = s[:2]; sinkInt = s[one] }

// cost: free: makeWideStays(zero)
// cost: paid: makeWideStays(one)
func makeWideStays(n int) {
	s := make([]wide, n)
	sinkInt = len(s)
	if n > 0 {
		sinkInt = s[0][one]
	}
}

// cost: free: makeStringsStays(one + one)
// cost: paid: makeStringsStays(4)
func makeStringsStays(n int) { s := make([]string, n); s[0] = short; sinkString = s[one] }

// cost: free: appendFits(ints)
// cost: paid: appendFits(full)
func appendFits(s []int) { sinkInts = append(s, 1) }

// cost: free: appendStays(ints)
// cost: paid: appendStays(full)
func appendStays(s []int) { t := append(s, 1); sinkInt = t[one] }

// cost: free: appendAll(ints, ints[:2])
// cost: paid: appendAll(ints, full)
func appendAll(s, t []int) { sinkInts = append(s, t...) }

// cost: free: appendBuffer(2)
// cost: paid: appendBuffer(20)
func appendBuffer(n int) {
	var s []int
	for i := range n {
		s = append(s, i)
	}
	sinkInt = len(s) + s[one]
}

// cost: free: appendMake(ints, one)
// cost: paid: appendMake(ints, hundred)
func appendMake(s []int, n int) { sinkInts = append(s, make([]int, n)...) }

// cost: sliceLiteral()
func sliceLiteral() { sinkInts = []int{1, 2, 3} }

// cost: sliceLiteralVariable()
func sliceLiteralVariable() { sinkInts = []int{one, five, 3, 4, 5} }

// cost: sliceLiteralStays()
func sliceLiteralStays() { s := []int{one, 2}; sinkInt = s[one] }

// cost: sliceLiteralEmpty()
func sliceLiteralEmpty() { sinkInts = []int{} }

// cost: sliceLiteralIndexed()
func sliceLiteralIndexed() { sinkInts = []int{20: 1} }

// cost: slicePointers()
func slicePointers() { sinkPtrs = []*int{intp, nil, intp} }

// cost: sliced()
func sliced() { var a [6]int; sinkInts = a[:] }

// cost: dots()
func dots() { variadic(one, 2, 3) }

// cost: dotsKept()
func dotsKept() { variadicKeep(one, 2, 3) }

// cost: dotsNone()
func dotsNone() { variadicKeep() }

// cost: free: makeCopied(nilInts)
// cost: paid: makeCopied(full)
func makeCopied(from []int) {
	s := make([]int, len(from))
	copy(s, from)
	sinkInts = s
}
