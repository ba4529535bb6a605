// flags: -lang=go1.22
package p

type A[P any] = []P // error "generic type alias requires go1.23 or later (-lang was set to go1.22; check go.mod)"

func f(yield func(func(int) bool)) {
	for range yield { // error "cannot range over yield (variable of type func(func(int) bool)): requires go1.23 or later (-lang was set to go1.22; check go.mod)"
	}
}
