// Types declared inside generic functions.
package p

func F[T any](x T) any {
	type pair struct{ a, b T }
	p := &pair{x, x} // want "&pair[go.shape.int]{...} escapes to heap" "&pair[go.shape.string]{...} escapes to heap"
	q := pair{x, x}
	type lst []T
	return []any{p, q, lst{x}, new(pair)} // want "[]any{...} escapes to heap" "[]any{...} escapes to heap" "q escapes to heap" "lst[go.shape.int]{...} escapes to heap" "lst[go.shape.int]{...} escapes to heap" "new(<node DYNAMICTYPE>) escapes to heap" "[]any{...} escapes to heap" "[]any{...} escapes to heap" "q escapes to heap" "lst[go.shape.string]{...} escapes to heap" "lst[go.shape.string]{...} escapes to heap" "new(<node DYNAMICTYPE>) escapes to heap"
}
func Plain() any      { type t struct{ a int }; return G(t{1}) }
func G[T any](x T) *T { return &x } // want "moved to heap: x"

var sink any

func use() { sink = F(1); sink = F("x"); sink = Plain() }
