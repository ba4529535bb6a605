// An instantiation cycle through the type parameters of methods.
package p

type M[V any] struct{ v V }

func (m M[V]) G[U any](u U) { M[U]{}.G[V](m.v) }
func (m M[V]) H[U any](u U) { M[U]{}.H[*V](nil) } // error "instantiation cycle:"
