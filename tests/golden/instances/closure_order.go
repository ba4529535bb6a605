// The order of literals inside instances.
package p

func A[T any](x T) func() any { return func() any { return func() any { return B(x) } } } // want "func literal escapes to heap" "func literal escapes to heap" "func literal escapes to heap" "func literal escapes to heap" "func literal escapes to heap" "func literal escapes to heap"
func B[T any](x T) any        { f := func() any { return C[T]{x}.M() }; return f() } // want "func literal does not escape" "func literal does not escape" "func literal does not escape" "func literal does not escape" "func literal does not escape"

type C[T any] struct{ v T }

func (c C[T]) M() any { g := func(y T) any { return []T{y, c.v} }; return g(c.v) } // want "func literal does not escape" "[]go.shape.int{...} escapes to heap" "[]go.shape.int{...} escapes to heap" "func literal does not escape" "[]go.shape.string{...} escapes to heap" "[]go.shape.string{...} escapes to heap" "func literal does not escape" "[]go.shape.float64{...} escapes to heap" "[]go.shape.float64{...} escapes to heap" "func literal does not escape" "[]go.shape.*uint8{...} escapes to heap" "[]go.shape.*uint8{...} escapes to heap" "func literal does not escape" "[]go.shape.func() int{...} escapes to heap" "[]go.shape.func() int{...} escapes to heap"
func (c C[T]) N() any { return func() T { return c.v } } // want "func literal escapes to heap" "func literal escapes to heap" "func literal escapes to heap" "func literal escapes to heap" "func literal escapes to heap"
func use() {
	A(1)
	A("x")
	h := func() any { return B(2.5) } // want "func literal does not escape"
	h()
	for i := range 3 { // want "moved to heap: i"
		func() { B(&i) }() // want "func literal does not escape"
	}
}
func use2() any { return A(func() int { return 1 })() } // want "func literal escapes to heap"
