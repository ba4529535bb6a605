// Select in its forms.
package p

var sink any

func f(c chan *int, d chan<- any, m map[string]*int, x int) *int { // want "c does not escape" "d does not escape" "m does not escape" "moved to heap: x"
	select {
	case p := <-c:
		return p
	case q, ok := <-c:
		_ = ok
		sink = q
	case m["a"] = <-c:
	case d <- x: // want "x escapes to heap"
	case sink = <-c:
	case d <- &x:
	default:
	}
	select {}
}

func g(c chan int) { // want "c does not escape"
	select {
	case v := <-c: // want "moved to heap: v"
		sink = &v
	}
	for v := range c { // want "moved to heap: v"
		sink = &v
	}
	v, ok := <-c // want "moved to heap: v"
	sink = &v
	sink = ok // want "ok escapes to heap"
}
