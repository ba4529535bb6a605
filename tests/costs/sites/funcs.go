package sites

// cost: plain()
func plain() { sinkFunc = func() {} }

// cost: captureValue(five)
func captureValue(n int) { sinkIntFunc = func() int { return n } }

// cost: captureByte(7)
func captureByte(b byte) { sinkIntFunc = func() int { return int(b) } }

// cost: captureString(short)
func captureString(s string) { sinkIntFunc = func() int { return len(s) } }

// cost: captureTwo(five, 1)
func captureTwo(n int, b byte) { sinkIntFunc = func() int { return n + int(b) } }

// cost: captureMixed(1, five, 2)
func captureMixed(a byte, n int, b byte) { sinkIntFunc = func() int { return n + int(b) + int(a) } }

// cost: captureReference()
func captureReference() { n := 0; sinkIntFunc = func() int { n++; return n } }

// cost: captureLarge()
func captureLarge() { var a [17]int; a[one] = 1; sinkIntFunc = func() int { return a[five] } }

// cost: capture128()
func capture128() { var a [16]int; a[one] = 1; sinkIntFunc = func() int { return a[five] } }

// cost: captureStays(five)
func captureStays(n int) { call(func() int { return n }) }

// cost: captureGlobal()
func captureGlobal() { sinkIntFunc = func() int { return one } }

// cost: calledAtOnce(five)
func calledAtOnce(n int) { sinkInt = func() int { return n }() }

// cost: methodValue(aBox)
func methodValue(b box) { sinkIntFunc = b.get }

// cost: methodValuePointer(&aBox)
func methodValuePointer(b *box) { sinkIntFunc = b.ref }

// cost: methodValueInterface(aGetter)
func methodValueInterface(g getter) { sinkIntFunc = g.get }

// cost: methodValueStays(aBox)
func methodValueStays(b box) { call(b.get) }

// cost: methodExpression()
func methodExpression() { f := box.get; sinkInt = f(aBox) }

// cost: loops=3: closureInLoop()
func closureInLoop() {
	for i := range 3 {
		sinkIntFunc = func() int { return i }
	}
}

// cost: loops=3: sharedInLoop()
func sharedInLoop() {
	for range 3 {
		n := 0
		p := &n
		sinkIntFunc = func() int { *p++; return *p }
	}
}

// cost: loops=3: deferInLoop()
func deferInLoop() {
	for i := range 3 {
		defer func() { sinkInt = i }()
	}
}

// cost: deferred(five)
func deferred(n int) { defer func() { sinkInt = n }() }
