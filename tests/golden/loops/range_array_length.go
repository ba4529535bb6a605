package p

func f(a [3]*int, b *[4]int) (func(), func(), func()) { // want "a does not escape" "b does not escape"
	return func() { // want "func literal escapes to heap"
			for i := range a {
				_ = i
			}
		}, func() { // want "func literal escapes to heap"
			for i := range b {
				_ = i
			}
		}, func() { // want "func literal escapes to heap"
			for range a {
			}
			for range len(a) {
			}
		}
}

func g(a [3]*int, b *[4]int, h func() [2]int) { // want "a does not escape" "b does not escape" "h does not escape"
	var i int
	for i = range a {
	}
	for i := range (b) {
		defer func() { println(i) }() // want "func literal escapes to heap"
	}
	for range h() {
	}
	for i, _ := range a {
		_ = i
	}
	for range [2]*int{new(int), &i} { // want "new(int) does not escape"
	}
	for range &[2]*int{new(int), &i} { // want "&[2]*int{...} does not escape" "new(int) does not escape"
	}
}

func gen[T any](a [3]T, b *[4]T) func() {
	return func() { // want "func literal escapes to heap"
		for i := range a {
			_ = i
		}
		for range b {
		}
	}
}

func use() { gen[*int]([3]*int{}, nil) }
