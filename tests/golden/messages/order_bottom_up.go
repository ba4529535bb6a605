// Callees are reported before callers; a literal without captures is a root of its own, a capturing one
// belongs to its function.
package p

func b(p *int)   { c(func() { println(1) }) } // want "p does not escape" "func literal does not escape"
func c(f func()) { f() } // want "f does not escape"
func d()         { x := 0; g := func() { x++ }; g() } // want "func literal does not escape"
func e() func()  { x := 0; return func() { x++ } } // want "moved to heap: x" "func literal escapes to heap"

func even(p *int, n int) *int { // want "leaking param: p"
	if n == 0 {
		return p
	}
	return odd(p, n-1)
}

func odd(p *int, n int) *int { // want "leaking param: p"
	if n == 0 {
		return nil
	}
	return even(p, n-1)
}
