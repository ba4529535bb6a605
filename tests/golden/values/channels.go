// What is sent is out of reach.
package p

type msg struct{ p *int }

func send(c chan<- *int, p *int)   { c <- p } // want "c does not escape" "leaking param: p"
func sendValue(c chan msg, p *int) { c <- msg{p} } // want "c does not escape" "leaking param: p"
func recv(c <-chan *int) *int      { return <-c } // want "c does not escape"
func make1() *int {
	c := make(chan *int, 1)
	x := 1 // want "moved to heap: x"
	c <- &x
	return <-c
}
func loop(c chan []int) (s []int) { // want "c does not escape"
	for x := range c {
		s = x
	}
	return s
}
func workers(n int) []int {
	out := make(chan int)
	for i := range n {
		go func() { out <- i * i }() // want "func literal escapes to heap"
	}
	var s []int
	for range n {
		s = append(s, <-out) // want "append escapes to heap"
	}
	return s
}
