// flags: -m=2 -l=0

// Jumps out of range-over-func loops have numbers; labels within function literals are counted, too.
package p

type seq = func(func(int) bool)

func f(s seq, more bool) int {
	go func() {
	inner:
		for {
			for range s {
				break inner
			}
		}
	}()
outer:
	for more {
		for range s {
			if more {
				continue outer
			}
			break outer
		}
	}
	defer func() {
	outer:
		for more {
			for x := range s {
				if x > 1 {
					break outer
				}
			}
		}
	}()
last:
	for {
		for range s {
			break last
		}
	}
	return 1
}
