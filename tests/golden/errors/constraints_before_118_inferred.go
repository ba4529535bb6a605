// As constraints_before_118, asked by a package variable before the constraint itself is looked at.
// flags: -lang=go1.17
package p

func f[T ~int](x T) T { return x + 1 } // error "type parameter requires go1.18 or later (-lang was set to go1.17; check go.mod)"

func g[T int | string](x T) T { return x + x } // error "type parameter requires go1.18 or later (-lang was set to go1.17; check go.mod)" "embedding interface element int | string requires go1.18 or later (-lang was set to go1.17; check go.mod)" "invalid operation: operator + not defined on x (variable of type T constrained by int | string)"

var _ = f(1) // error "implicit function instantiation requires go1.18 or later (-lang was set to go1.17; check go.mod)"
