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

// cost: unseen: mapInsert(hundred)
func mapInsert(n int) {
	clear(sinkInserted)
	sinkInserted = nilInserted()
	for i := range n {
		sinkInserted[i] = i
	}
}

var sinkInserted map[int]int

//go:noinline
func nilInserted() map[int]int { return make(map[int]int) }
