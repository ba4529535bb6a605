// flags: -m=2
// Nested loops over functions with labels.
package p

func nested(seq func(yield func(int) bool)) int {
outer:
	for x := range seq {
		for y := range seq {
			if y > x {
				continue outer
			}
			if y == 3 {
				break outer
			}
			f := func() int { return x + y }
			if f() > 10 {
				return f()
			}
		}
	}
	return 0
}

func assigned(seq func(yield func(int) bool)) (last int) {
	for last = range seq {
	}
	for range seq {
		last++
	}
	return
}
