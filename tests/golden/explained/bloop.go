// flags: -m=2
// Loops on (*testing.B).Loop keep what they compute alive.
package p

import "testing"

func square(p *int) int { return *p * *p }

func pair(p *int) (int, *int) { return *p, p }

func Benchmark(b *testing.B) {
	x := 1
	for b.Loop() {
		square(&x)
		y, z := pair(&x)
		_ = z
		s := make([]int, 3)
		s[0] = y
		var t []int
		t = append(t, y)
	}
	for range b.N {
		square(&x)
	}
}
