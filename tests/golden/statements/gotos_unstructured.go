// Jumps that no loop statement stands for: what can be reached again is a loop.
package p

func use(p *int) {} // want "p does not escape"

func forward(c bool) *int {
	var p *int
	if c {
		goto last
	}
	p = new(int) // want "new(int) escapes to heap"
last:
	return p
}

func backward(n int) {
	var keep *int
top:
	p := new(int) // want "new(int) escapes to heap"
	use(p)
	keep = p
	if n--; n > 0 {
		goto top
	}
	use(keep)
}

func crossing(n int) {
	var keep, other *int
	goto second
first:
	keep = new(int) // want "new(int) escapes to heap"
	if n > 3 {
		goto third
	}
second:
	other = new(int) // want "new(int) escapes to heap"
	if n > 2 {
		goto first
	}
third:
	keep = new(int) // want "new(int) escapes to heap"
	if n > 1 {
		goto second
	}
	use(keep)
	use(other)
}

func intoLoops(n int) {
	var keep *int
	for n > 0 {
		if n == 7 {
			goto out
		}
	again:
		keep = new(int) // want "new(int) escapes to heap"
		if n--; n > 3 {
			goto again
		}
		for {
			p := new(int) // want "new(int) does not escape"
			use(p)
			if n == 2 {
				goto out
			}
		}
	}
out:
	defer use(keep)
	if n == 1 {
		goto out
	}
}

func unused() {
	var keep *int
	goto end
end:
	keep = new(int) // want "new(int) does not escape"
	use(keep)
}
