// flags: -m=2
// An allocation in a loop that flows to a variable outside of it escapes.
package p

func f1() {
	var l *int
	for {
		l = new(int)
		_ = *l
	}
}
func f5() {
	for {
		l := new(int)
		_ = *l
	}
}

func label() {
	var l *int
again:
	l = new(int)
	if *l == 0 {
		goto again
	}
}

func forward() {
	var l *int
	if l == nil {
		goto done
	}
	l = new(int)
done:
	_ = l
}

func nested(xs []int) {
	for range xs {
		var p *int
		for range xs {
			p = new(int)
		}
		_ = *p
	}
}

func ranges(xs []int) (r *int) {
	for i := range xs {
		q := &xs[i]
		r = q
	}
	return r
}
