// An instantiation cycle through a local type.
package p

type S[T any] struct{} // error "instantiation cycle:"

func (S[T]) m() { func() { type X struct{ a T }; S[X]{}.m() }() }
