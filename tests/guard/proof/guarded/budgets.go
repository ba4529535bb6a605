package guarded

// holds: budgetKept(3)
//goescape:budget allocs<=1 bytes<=16
func budgetKept(n int) { sink = newPair(n) }

// holds: budgetTwo(3)
//goescape:noalloc budget allocs<=2
func budgetTwo(n int) { sink = newPair(n); sink = newPair(n) }

// breaks: budgetOver(3)
//goescape:budget allocs<=1
func budgetOver(n int) { sink = newPair(n); sink = newPair(n) }

// breaks: budgetBytes(3)
//goescape:budget bytes<=31
func budgetBytes(n int) { sink = newPair(n); sink = newPair(n) }

// breaks: budgetLoop(3)
//goescape:budget allocs<=2
func budgetLoop(n int) { for range n { sink = newPair(n) } }

// breaks: budgetUnsized(number)
//goescape:budget bytes<=100
func budgetUnsized(n int) { sinkByte = make([]byte, n) }

// breaks: budgetRecursive(5)
//goescape:budget allocs<=3
func budgetRecursive(n int) { sink = newPair(n); if n > 0 { budgetRecursive(n - 1) } }

// holds: budgetOnStack(3)
//goescape:budget allocs<=0
func budgetOnStack(n int) int { return look(&pair{n, n}) }

// Nobody knows.
//goescape:budget allocs<=5
func budgetUnknown(f func()) { f() }
