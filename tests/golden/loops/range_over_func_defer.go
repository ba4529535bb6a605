// Loops over functions, one in another, with defers, jumps and labels in their bodies.
package p

func pairs(yield func(*int, *int) bool) {} // want "yield does not escape"

func ones(yield func(*int) bool) {} // want "yield does not escape"

func none(yield func() bool) {} // want "yield does not escape"

var sink *int

func use(p *int) {} // want "p does not escape"

func nested(q *int) (r *int) { // want "q does not escape"
outer:
	for a := range ones { // want "leaking param: a" "func literal does not escape"
		defer use(a)
	middle:
		for b, c := range pairs { // want "leaking param: b" "leaking param: c" "func literal does not escape"
			for range none { // want "func literal does not escape"
				switch {
				case a == b:
					continue outer
				case b == c:
					break middle
				case c == q:
					return c
				case q == nil:
					goto end
				}
				defer func() { sink = b }() // want "func literal escapes to heap"
			}
			r = b
			continue middle
		}
		for range 3 {
			if a == nil {
				break outer
			}
			continue outer
		}
	}
end:
	return r
}

func jumps(q *int) { // want "q does not escape"
again:
	for a := range ones { // want "leaking param: a" "func literal does not escape"
		x := new(int) // want "new(int) does not escape"
		defer func() { // want "func literal escapes to heap"
			if recover() != nil {
				use(a)
			}
		}()
		for b := range ones { // want "b does not escape" "func literal does not escape"
			if b == q {
				goto again
			}
			if b == x {
				goto inside
			}
			use(b)
		inside:
			use(x)
		}
	}
	go func() { // want "func literal escapes to heap"
		for a := range ones { // want "leaking param: a" "func literal does not escape"
			defer use(a)
		}
	}()
}

func results() (x, y *int, err error) {
	for x = range ones { // want "leaking param: #p1" "func literal does not escape"
		for y, x = range pairs { // want "leaking param: #p1" "leaking param: #p2" "func literal does not escape"
			return
		}
		return x, y, nil
	}
	return new(int), new(int), nil // want "new(int) escapes to heap" "new(int) escapes to heap"
}
