package p

var sinkF func()

func f(c chan *int) { // want "c does not escape"
	select {
	case v := <-c: // want "moved to heap: v"
		for range 3 {
			sinkF = func() { println(v) } // want "func literal escapes to heap"
		}
	case v, ok := <-c:
		for range 3 {
			sinkF = func() { println(v, ok) } // want "func literal escapes to heap"
		}
	}
	select {
	case v := <-c:
		sinkF = func() { println(v) } // want "func literal escapes to heap"
	}
}

func g[T any](c chan T) {
	select {
	case v := <-c: // want "moved to heap: v"
		for range 3 {
			sinkF = func() { println(&v) } // want "func literal escapes to heap"
		}
	case v, ok := <-c:
		for range 3 {
			sinkF = func() { _, _ = v, ok } // want "func literal escapes to heap"
		}
	}
	select {
	case v := <-c: // want "moved to heap: v"
		for range 3 {
			sinkF = func() { _ = v } // want "func literal escapes to heap"
		}
	}
}

func h(c chan *int) { g(c) } // want "c does not escape"
