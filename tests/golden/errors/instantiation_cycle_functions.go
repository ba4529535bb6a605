// An instantiation cycle through several functions and a literal.
package p

func f[T any](x T) { g[func(T)](nil) } // error "instantiation cycle:"
func g[T any](x T) { h(x) }
func h[T any](x T) { var _ = func() { f(struct{ x T }{x}) } }
