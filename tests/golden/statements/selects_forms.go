// All forms of communication: send, receive, into what, with and without a second value.
package p

type T struct {
	p *int
	s []*int
	m map[string]*int
	i any
}

var ch chan *int
var sink *int

func all(c chan *int, d chan<- *int, e <-chan *int, t *T, ok *bool) (r *int, is bool) { // want "c does not escape" "d does not escape" "e does not escape" "t does not escape" "ok does not escape"
	var local *int
	select {
	case c <- new(int): // want "new(int) escapes to heap"
	case d <- local:
	case <-e:
	case v := <-c:
		sink = v
	case v, ok := <-c:
		_, _ = v, ok
	case _, ok := <-c:
		_ = ok
	case t.p = <-c:
	case t.s[0], *ok = <-e:
	case t.m["a"], is = <-c:
	case t.i = <-c:
	case r, _ = <-(e):
	case *func() **int { return &local }() = <-c: // want "func literal does not escape"
	}
	return
}

func few(c chan *int) { // want "c does not escape"
	select {}
}

func one(c chan *int) *int { // want "c does not escape"
	select {
	case v := <-c:
		return v
	}
}

func onlyDefault(p *int) { // want "leaking param: p"
	select {
	default:
		sink = p
	}
}

func loop(c chan *int, quit chan bool) { // want "c does not escape" "quit does not escape"
	x := 1 // want "moved to heap: x"
outer:
	for {
		select {
		case c <- &x:
			continue outer
		case <-quit:
			break outer
		case ch <- func() *int { y := 2; return &y }(): // want "moved to heap: y" "func literal does not escape"
			break
		case p, ok := <-func() chan *int { return c }(): // want "func literal does not escape"
			if ok {
				defer func() { _ = *p }() // want "func literal escapes to heap"
			}
		default:
			x := new(int) // want "new(int) does not escape"
			_ = x
		}
	}
}

func converted(c chan *T, d chan error) { // want "c does not escape" "d does not escape"
	var a any
	var e error
	select {
	case a = <-c:
	case a, _ = <-d:
	case e = <-d:
	}
	_, _ = a, e
}
