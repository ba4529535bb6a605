// A loop over a function becomes a call with a literal, whose helper variables are visible.
package p

var sink *int

func each(yield func(*int) bool) { // want "yield does not escape"
	x := 1 // want "moved to heap: x"
	yield(&x)
}

func f(seq func(yield func(int) bool)) int { // want "seq does not escape"
	total := 0 // want "moved to heap: total"
	for x := range seq { // want "moved to heap: #state1" "func literal escapes to heap"
		total += x
	}
	return total
}

func g() *int {
	for p := range each { // want "leaking param: p" "func literal does not escape"
		return p
	}
	return nil
}

func h(seq func(yield func(int, string) bool)) (int, string) { // want "seq does not escape" "moved to heap: #rv1" "moved to heap: #rv2"
	for i, s := range seq { // want "leaking param: s" "moved to heap: #state1" "func literal escapes to heap"
		if i > 3 {
			return i, s
		}
		if i > 2 {
			break
		}
	}
	return 0, ""
}

func deferred(seq func(yield func(*int) bool)) { // want "seq does not escape"
	for p := range seq { // want "p does not escape" "moved to heap: #state1" "func literal escapes to heap"
		defer println(*p)
	}
}
