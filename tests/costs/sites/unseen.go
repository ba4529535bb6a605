package sites

// Allocations that the compiler says nothing about.

// cost: channel()
func channel() { sinkPtr = make(chan int) }

// cost: channelStays()
func channelStays() { c := make(chan int, 1); c <- one; sinkInt = <-c }

// cost: plain: goWrapper(five)
func goWrapper(n int) { done := doneChan; go signal(done, n); <-done }

var doneChan = make(chan int)

func signal(c chan int, n int) { c <- n }

// cost: free: mapInsert(map[int]int{}, eight)
// cost: paid: mapInsert(map[int]int{}, nine)
func mapInsert(m map[int]int, n int) {
	for i := range n {
		m[i] = i
	}
}

// cost: free: mapCount(map[int]int{}, eight)
// cost: paid: mapCount(map[int]int{}, nine)
func mapCount(m map[int]int, n int) {
	for i := range n {
		m[i]++
	}
}

// cost: paid: mapInsertWide(map[int]wide{}, one)
// cost: free: mapInsertWide(map[int]wide{}, zero)
func mapInsertWide(m map[int]wide, n int) {
	for i := range n {
		m[i] = wide{}
	}
}

// cost: free: concatAssign(empty)
// cost: paid: concatAssign(short)
func concatAssign(s string) { t := long; t += s; sinkString = t }

// cost: free: concatAssignStays(empty)
// cost: paid: concatAssignStays(short)
func concatAssignStays(s string) { t := s; t += s; lookString(t) }

// cost: free: concatAssignMany(empty, empty)
// cost: paid: concatAssignMany(short, short)
func concatAssignMany(a, b string) { sinkString = ""; sinkString += a + b + a }
