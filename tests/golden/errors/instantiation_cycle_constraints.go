// An instantiation cycle through a constraint.
package p

type C[P any] interface{ m(C[[]P]) } // error "instantiation cycle:"
func f[T C[T]](x T) {}
