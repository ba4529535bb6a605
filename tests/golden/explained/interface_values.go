// flags: -m=2 -l=0

// Wrappers for method values come before wrappers into which they were inlined, of interfaces too.
package p

type I0 interface {
	M4()
}
type T2 struct{}

var g1 I0

func (r7 T2) M5() {
	_ = g1.M4
}

func (r7 T2) M6() {
	_ = g1.M4
}
