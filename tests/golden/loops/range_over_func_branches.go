package p

type E struct{ p *int }

func (e *E) All(yield func(int, *int) bool) { // want "leaking param content: e" "yield does not escape"
	for i := 0; i < 3; i++ {
		if !yield(i, e.p) {
			return
		}
	}
}

type Seq func(yield func(*int) bool)

var sink any
var gp *int

func unknown(s Seq) *int { // want "s does not escape"
	var last *int // want "moved to heap: last"
	for p := range s { // want "leaking param: p" "moved to heap: #state1" "func literal escapes to heap"
		last = p
	}
	return last
}

func nested(e *E, s Seq) (r *int, err error) { // want "leaking param content: e" "s does not escape" "moved to heap: r" "moved to heap: err"
outer:
	for i, p := range e.All { // want "leaking param: p" "func literal does not escape"
		for q := range s { // want "leaking param: q" "moved to heap: #state2" "func literal escapes to heap"
			if i == 1 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			if q == nil {
				return p, nil
			}
			for j := range 3 {
				if j == 2 {
					continue outer
				}
			}
			sink = q
		}
		x := i
		defer func() { println(x) }() // want "func literal escapes to heap"
	}
	return nil, nil
}

func noNames(e *E) (*int, any) { // want "leaking param content: e"
	for i, p := range e.All { // want "leaking param: p" "func literal does not escape"
		if i == 5 {
			return p, i // want "i escapes to heap"
		}
	}
	return nil, 3 // want "3 escapes to heap"
}

func gotos(s Seq) int { // want "s does not escape"
	n := 0 // want "moved to heap: n"
	for p := range s { // want "p does not escape" "moved to heap: #state1" "func literal escapes to heap"
		if p == nil {
			goto done
		}
		n++
	}
	n = 100
done:
	return n
}

func assigned(s Seq, m map[string]*int) { // want "s does not escape" "leaking param: m"
	var x *int // want "moved to heap: x"
	for x = range s { // want "leaking param: #p1" "moved to heap: #state1" "func literal escapes to heap"
	}
	for m["a"] = range s { // want "leaking param: #p1" "moved to heap: #state2" "func literal escapes to heap"
	}
	gp = x
	for range s { // want "#p1 does not escape" "moved to heap: #state3" "func literal escapes to heap"
		println("x")
	}
	for _, p := range (&E{gp}).All { // want "leaking param: p" "func literal does not escape" "&E{...} does not escape"
		sink = p
	}
	var f struct{ a any } // want "moved to heap: f"
	for f.a = range s { // want "leaking param: #p1" "moved to heap: #state5" "func literal escapes to heap"
	}
	sink = f // want "f escapes to heap"
}

func labels(s Seq) { // want "leaking param: s"
L:
	for i := 0; i < 10; i++ {
		for p := range s { // want "leaking param: p" "moved to heap: #state1" "func literal escapes to heap"
			if p == nil {
				continue L
			}
			switch {
			case *p == 1:
				break L
			case *p == 2:
				break
			case *p == 3:
				continue
			}
			select {
			default:
				break
			}
			func() { // want "func literal does not escape"
				for q := range s { // want "q does not escape" "moved to heap: #state1" "func literal escapes to heap"
					if q == p {
						return
					}
				}
			}()
		}
	}
}

func lit(s Seq) func() *int { // want "leaking param: s"
	return func() *int { // want "moved to heap: #rv1" "func literal escapes to heap"
		for p := range s { // want "leaking param: p" "moved to heap: #state1" "func literal escapes to heap"
			func() { sink = p }() // want "func literal does not escape"
			return p
		}
		return nil
	}
}

func named(s Seq) (_ *int, b bool) { // want "s does not escape" "moved to heap: #rv1" "moved to heap: b"
	for p := range s { // want "leaking param: p" "moved to heap: #state1" "func literal escapes to heap"
		return p, true
	}
	return
}

func onlyDefer(s Seq) { // want "s does not escape"
	for p := range s { // want "leaking param: p" "moved to heap: #state1" "func literal escapes to heap"
		defer println(p)
	}
	for p := range s { // want "leaking param: p" "moved to heap: #state2" "func literal escapes to heap"
		defer func() { sink = p }() // want "func literal escapes to heap"
	}
}

var V = func(s Seq) *int { // want "s does not escape" "moved to heap: #rv1"
	for p := range s { // want "leaking param: p" "moved to heap: #state1" "func literal escapes to heap"
		return p
	}
	return nil
}

func three(s Seq) int { // want "leaking param: s" "moved to heap: #rv1"
	for a := range s { // want "leaking param: a" "moved to heap: #state1" "func literal escapes to heap"
		for b := range s { // want "leaking param: b" "moved to heap: #state2" "func literal escapes to heap"
			for c := range s { // want "c does not escape" "moved to heap: #state3" "func literal escapes to heap"
				if c == a {
					return 1
				}
				if c == b {
					break
				}
			}
		}
	}
	return 0
}

func gen[T any](s func(yield func(T) bool)) (r []T) { // want "moved to heap: r" "moved to heap: r"
	for x := range s { // want "moved to heap: #state1" "func literal escapes to heap" "moved to heap: #state1" "func literal escapes to heap"
		r = append(r, x) // want "append escapes to heap" "append escapes to heap"
		defer func() { sink = x }() // want "func literal escapes to heap" "func literal escapes to heap" "x escapes to heap"
	}
	return
}

func useGen() { gen[*int](nil); gen[int](nil) }
