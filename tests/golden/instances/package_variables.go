// Package variables of instantiated types.
package p

type Reg[K comparable, V any] struct {
	m map[K]V
	f []func(V)
}

func (r *Reg[K, V]) Add(k K, v V) *Reg[K, V] {
	r.m[k] = v
	for _, f := range r.f {
		f(v)
	}
	return r
}
func Mk[K comparable, V any](fs ...func(V)) *Reg[K, V] { return &Reg[K, V]{m: map[K]V{}, f: fs} } // want "&Reg[go.shape.string,go.shape.int]{...} escapes to heap" "map[go.shape.string]go.shape.int{} escapes to heap" "&Reg[go.shape.string,go.shape.interface {}]{...} escapes to heap" "map[go.shape.string]go.shape.interface {}{} escapes to heap"

var global = Mk[string, int](func(int) {}, nil).Add("a", 1) // want "... argument escapes to heap" "func literal escapes to heap"
var zero Reg[string, any]
var table = map[string]func(int) *int{"a": Ptr[int], "b": func(x int) *int { return Ptr(x) }} // want "map[string]func(int) *int{...} escapes to heap" "func literal escapes to heap"
var list = []any{Ptr(1), Ptr("a"), Ptr[any], zero.Add} // want "zero.Add escapes to heap"

func Ptr[T any](x T) *T { return &x } // want "moved to heap: x" "moved to heap: x" "moved to heap: x"
func init()             { global.Add("b", 2); zero = *Mk[string, any]() }
