// flags: -m=2 -l=0

// A literal that is called where it stands, inlined into a wrapper: its own literals capture the wrapper's dictionary.
package p

type I0 interface{}
type T1 struct{}
type G0[P1 I0] struct {
	T1
}
type A1 = *G0[I0]

var g1 chan map[string]func()

func (r4 G0[P1]) M1() {
	func() {
		r4.T1, (<-g1)[""] = T1{}, func() {}
	}()
}
