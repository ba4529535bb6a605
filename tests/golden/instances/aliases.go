// Generic aliases, and aliases of instances.
package p

type Set[K comparable] = map[K]struct{}
type Vec[T any] struct{ xs []T }
type IV = Vec[int]
type PA[T any] = *Vec[T]

func (v *Vec[T]) Add(x T)        { v.xs = append(v.xs, x) } // want "append escapes to heap" "append escapes to heap"
func Mk[T any]() PA[T]           { return &Vec[T]{} } // want "&Vec[go.shape.string]{} escapes to heap"
func S[K comparable](k K) Set[K] { return Set[K]{k: {}} } // want "map[go.shape.string]struct {}{...} escapes to heap"

var sink any

func use() { v := &IV{}; v.Add(1); sink = v; sink = Mk[string](); sink = S("k") } // want "&Vec[int]{} escapes to heap"
