// Blank everything.
package p

type T struct {
	_ int
	p *int
}

func (_ T) m(_ *int) (_ *int) { return nil }

func (*T) n(*int) *int { return nil }

func f(_ *int, q *int) (_, r *int) { // want "q does not escape"
	_ = q
	_, _ = q, r
	for _, _ = range []int{1} { // want "[]int{...} does not escape"
	}
	for _ = range 3 {
	}
	var _ = new(int) // want "new(int) does not escape"
	var _, x = q, new(int) // want "new(int) does not escape"
	_ = x
	_ = T{p: q}
	_ = []*int{q} // want "[]*int{...} does not escape"
	_ = func(_ *int) {} // want "func literal does not escape"
	switch _ = q; {
	}
	return
}
