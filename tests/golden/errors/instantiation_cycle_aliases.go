// An instantiation cycle through a generic alias.
package p

type A[P any] = B[[]P] // error "instantiation cycle:"
type B[P any] struct{ f *A[P] }
