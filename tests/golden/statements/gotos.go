// Jumps: a label that a later goto targets is a loop.
package p

var sink *int

func back(n int) (p *int) {
L:
	x := new(int) // want "new(int) escapes to heap"
	p = x
	n--
	if n > 0 {
		goto L
	}
	return p
}

func nested(n int) {
	for i := 0; i < n; i++ {
		var p *int
	inner:
		p = new(int) // want "new(int) escapes to heap"
		if *p == i {
			goto inner
		}
		if *p > i {
			goto out
		}
	}
out:
	q := new(int) // want "new(int) does not escape"
	_ = q
}

func labelled(xs [][]int) *int { // want "xs does not escape"
outer:
	for _, x := range xs {
		for _, y := range x { // want "moved to heap: y"
			if y == 0 {
				continue outer
			}
			if y == 1 {
				break outer
			}
			p := &y
			sink = p
		}
	}
	return nil
}
