// An instantiation cycle through a method's result.
package p

type M[V any] struct{ v V } // error "instantiation cycle:"

func (m *M[V]) A() *M[V]      { return m }
func (m *M[V]) B() (r *M[*V]) { return r }
func (m *M[V]) C() { type X = []V; var y M[X]; y.C() }
func k2() { f2[int]() }
func f2[T any]() { f3[interface{ m(T) }]() }
func f3[T any]() { f2[interface{ m() T }]() }
