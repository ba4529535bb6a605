// flags: -m=2 -l=0

// What generic code costs: assertions, conversions, method values, operations on maps and slices.
package p

type G[T any] interface{ Get() T }
type S interface{ Get() int }
type V[T any] struct{ v T }

func (v *V[T]) Get() T { return v.v }

func A1[T any](g any) *V[T]    { return g.(*V[T]) }
func A2[T any](g S) *V[T]      { return any(g).(*V[T]) }
func A3[T any](g G[T]) *V[T]   { return g.(*V[T]) }
func A4[T any](g G[T]) *V[int] { return any(g).(*V[int]) }
func A5[T any](g any) G[T]     { return g.(G[T]) }
func A6[T any](g S) G[T]       { return g.(G[T]) }
func A7[T any](g G[T]) G[T]    { return g.(G[T]) }
func A8[T any](g G[T]) S       { return g.(S) }
func A9[T any](g G[T]) bool    { _, ok := g.(S); return ok }
func B1[T any](g G[T]) bool    { _, ok := g.(*V[T]); return ok }
func B2[T any](g any) bool     { _, ok := g.(*V[T]); return ok }
func B3[T any](g any) T        { return g.(T) }
func B4[T S](g S) T            { return g.(T) }
func B5[T any](g any) bool {
	switch g.(type) {
	case T:
		return true
	case *T:
		return false
	}
	return false
}
func B6[T any](g G[T]) bool {
	switch g.(type) {
	case *V[T]:
		return true
	}
	return false
}
func B7[T S](g S) bool {
	switch g.(type) {
	case T:
		return true
	case S:
		return false
	}
	return false
}
func B8[T any](g G[T]) bool {
	switch x := g.(type) {
	case S:
		_ = x
		return true
	}
	return false
}
func B9[T any](g any) bool {
	switch x := g.(type) {
	case G[T]:
		_ = x
		return true
	case int:
		return false
	}
	return false
}

type R interface{ Read(int) int }

func C1[T R](x T) func(int) int         { return x.Read }
func C2[T R]() func(T, int) int         { return T.Read }
func C3[T any](x *V[T]) func() T        { return x.Get }
func C4[T any](x *V[T]) func() T        { return x.Get }
func C5[T any](x *V[int]) func() int    { return x.Get }
func C6[T any](x S) func() int          { return x.Get }
func C7[T any](x G[T]) func() T         { return x.Get }
func C8[T any]() func(*V[T]) T          { return (*V[T]).Get }
func C9[T any]() func(G[T]) T           { return G[T].Get }
func D1[T any]() func(x T) any          { return D2[T] }
func D2[T any](x T) any                 { return x }
func D3[T any](x T) any                 { return &x }
func D4[T any](x T) any                 { return V[T]{x} }
func D5[T any](x *V[T]) G[T]            { return x }
func D6[T S](x T) S                     { return x }
func D7[T any](x T, m map[any]T) T      { return m[x] }
func D8[T comparable](x T, m map[T]T) T { return m[x] }
func D9[T comparable](x T, m map[T]T)   { delete(m, x); clear(m) }
func E1[T comparable](x T, m map[T]T) {
	for k, v := range m {
		m[v] = k
	}
}
func E2[T comparable](x T) []T      { return append([]T{x}, x) }
func E3[T comparable](x, y []T) int { return copy(x, y) }
func E4[T any](n int) ([]T, map[int]T, chan T, *T, [2]T) {
	return make([]T, n), make(map[int]T), make(chan T), new(T), [2]T{}
}
func E5[T any](n any) bool             { return n == any(n.(T)) }
func E6[T comparable](n T) bool        { return n == n }
func E7[T comparable](n T, x any) bool { return n == x }

func E9[T, U any](x T) U { return any(x).(U) }

type W struct{}

func (W) Get() int     { return 0 }
func (W) Read(int) int { return 0 }
func use() {
	A1[int](0)
	A2[int](nil)
	A3[int](nil)
	A4[int](nil)
	A5[int](nil)
	A6[int](nil)
	A7[int](nil)
	A8[int](nil)
	A9[int](nil)
	B1[int](nil)
	B2[int](nil)
	B3[int](nil)
	B4[W](nil)
	B5[int](nil)
	B6[int](nil)
	B7[W](nil)
	B8[int](nil)
	B9[int](nil)
	C1[W](W{})
	C2[W]()
	C3[int](nil)
	C4[int](nil)
	C5[int](nil)
	C6[int](nil)
	C7[int](nil)
	C8[int]()
	C9[int]()
	D1[int]()
	D2[int](1)
	D3[int](1)
	D4[int](1)
	D5[int](nil)
	D6[W](W{})
	D7[int](1, nil)
	D8[int](1, nil)
	D9[int](1, nil)
	E1[int](1, nil)
	E2(1)
	E3[int](nil, nil)
	E4[int](1)
	E5[int](nil)
	E6(1)
	E7(1, nil)
	E9[int, string](1)
}
