// An instantiation cycle through an embedded field.
package p

type T[P any] struct{ U[P] }
type U[P any] struct{ f *T[[]P] } // error "instantiation cycle:"
