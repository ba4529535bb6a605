// flags: -m=2 -l=0

// A type declared in a generic function mentions no type arguments: no wrappers for the shape of I0.
package p

type I0 interface{ M3() int }

func M1[P2 any]() any {
	type L1 struct {
		x10 any
	}
	return new(L1)
}
func F1() {
	M1[I0]()
}
