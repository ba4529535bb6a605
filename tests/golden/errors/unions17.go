// flags: -lang=go1.17
// Constraints before there were any.
package p

type I interface{ int | string } // error "embedding interface element int | string requires go1.18 or later (-lang was set to go1.17; check go.mod)"
type J interface {
	int // error "embedding non-interface type int requires go1.18 or later (-lang was set to go1.17; check go.mod)"
	~string // error "embedding interface element ~string requires go1.18 or later (-lang was set to go1.17; check go.mod)"
	comparable // error "predeclared comparable requires go1.18 or later (-lang was set to go1.17; check go.mod)"
}
type T[P any] struct{} // error "type parameter requires go1.18 or later (-lang was set to go1.17; check go.mod)" "predeclared any requires go1.18 or later (-lang was set to go1.17; check go.mod)"

func f[P I](x P) {} // error "type parameter requires go1.18 or later (-lang was set to go1.17; check go.mod)"

func g() {
	f[int](1) // error "function instantiation requires go1.18 or later (-lang was set to go1.17; check go.mod)"
	f(2) // error "implicit function instantiation requires go1.18 or later (-lang was set to go1.17; check go.mod)"
	var _ T[int] // error "type instantiation requires go1.18 or later (-lang was set to go1.17; check go.mod)" "too many errors"
}
