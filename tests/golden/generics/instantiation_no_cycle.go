// Recursive instantiation that comes to an end.
package p

func f[T any](x T) { g[T](x) }
func g[T any](x T) { f(x) }
type L[T any] struct { next *L[T]; m map[string]L[T] }
func (l *L[T]) all() []*L[T] { return nil }
func q[A, B any](a A, b B) { q(b, a) }
