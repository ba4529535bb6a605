// Nested loops over functions with labels.
package p

func nested(seq func(yield func(int) bool)) int { // want "leaking param: seq" "moved to heap: #rv1"
outer:
	for x := range seq { // want "moved to heap: #state1" "func literal escapes to heap"
		for y := range seq { // want "moved to heap: #state2" "func literal escapes to heap"
			if y > x {
				continue outer
			}
			if y == 3 {
				break outer
			}
			f := func() int { return x + y } // want "func literal does not escape"
			if f() > 10 {
				return f()
			}
		}
	}
	return 0
}

func assigned(seq func(yield func(int) bool)) (last int) { // want "seq does not escape" "moved to heap: last"
	for last = range seq { // want "moved to heap: #state1" "func literal escapes to heap"
	}
	for range seq { // want "moved to heap: #state2" "func literal escapes to heap"
		last++
	}
	return
}
