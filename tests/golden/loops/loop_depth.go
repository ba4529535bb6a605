// An allocation in a loop that flows to a variable outside of it escapes.
package p

func f1() {
	var l *int
	for {
		l = new(int) // want "new(int) escapes to heap"
		_ = *l
	}
}
func f5() {
	for {
		l := new(int) // want "new(int) does not escape"
		_ = *l
	}
}

func label() {
	var l *int
again:
	l = new(int) // want "new(int) escapes to heap"
	if *l == 0 {
		goto again
	}
}

func forward() {
	var l *int
	if l == nil {
		goto done
	}
	l = new(int) // want "new(int) does not escape"
done:
	_ = l
}

func nested(xs []int) { // want "xs does not escape"
	for range xs {
		var p *int
		for range xs {
			p = new(int) // want "new(int) escapes to heap"
		}
		_ = *p
	}
}

func ranges(xs []int) (r *int) { // want "leaking param: xs to result r level=0"
	for i := range xs {
		q := &xs[i]
		r = q
	}
	return r
}
