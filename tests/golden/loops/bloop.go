// Loops on (*testing.B).Loop keep what they compute alive.
package p

import "testing"

func square(p *int) int { return *p * *p } // want "p does not escape"

func pair(p *int) (int, *int) { return *p, p } // want "leaking param: p to result ~r1 level=0"

func Benchmark(b *testing.B) { // want "leaking param: b"
	x := 1
	for b.Loop() {
		square(&x)
		y, z := pair(&x)
		_ = z
		s := make([]int, 3) // want "make([]int, 3) does not escape"
		s[0] = y
		var t []int
		t = append(t, y) // want "append does not escape"
	}
	for range b.N {
		square(&x)
	}
}
