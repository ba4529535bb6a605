// Conversions to interfaces allocate unless the value is one pointer word.
package p

import "unsafe"

type E struct{}
type W struct{ p *int }
type Z struct {
	e E
	p *int
}
type Two struct{ a, b *int }
type F func()

var sink any

func f(u uintptr, p *int, m map[int]int, c chan int, fn F, up unsafe.Pointer, w W, z Z, t Two, a1 [1]*int, a0 [0]int, e E, b bool, err error) { // want "leaking param: p" "leaking param: m" "leaking param: c" "leaking param: fn" "leaking param: up" "leaking param: w" "leaking param: z" "leaking param: t" "leaking param: a1" "leaking param: err"
	sink = u // want "u escapes to heap"
	sink = p
	sink = m
	sink = c
	sink = fn
	sink = up
	sink = w
	sink = z
	sink = t // want "t escapes to heap"
	sink = a1
	sink = a0 // want "a0 escapes to heap"
	sink = e // want "e escapes to heap"
	sink = b // want "b escapes to heap"
	sink = err
}

func compare(a any, s string, x int) bool { // want "a does not escape" "s does not escape"
	if a == 1 || a == s || "k" == a { // want "1 does not escape" "s does not escape" `"k" does not escape`
		return true
	}
	switch a {
	case 2, "three": // want "2 does not escape" `"three" does not escape`
		return true
	case x: // want "x does not escape"
		return true
	}
	return false
}

func maps(m map[any]any, x int) any { // want "m does not escape"
	m[x] = x // want "x escapes to heap" "x escapes to heap"
	delete(m, x) // want "x does not escape"
	_, ok := m[x] // want "x does not escape"
	_ = ok
	return m[x] // want "x does not escape"
}
