// min, max, clear, print, panic, complex.
package p

var sink any

func f(a, b string, xs []*int, m map[*int]*int, p *int) string { // want "leaking param: a" "leaking param: b to result ~r0 level=0" "xs does not escape" "m does not escape" "leaking param: p"
	clear(xs)
	clear(m)
	println(p, a)
	print(xs)
	defer func() { // want "func literal does not escape"
		if r := recover(); r != nil {
			sink = r
		}
	}()
	if len(xs) > 3 {
		panic(a) // want "a escapes to heap"
	}
	if cap(xs) > 3 {
		panic(p)
	}
	return min(a, max(b, "x"))
}
