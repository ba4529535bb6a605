// flags: -l=0

// Generic functions: the shaped function and the one that forwards to it.
package p

type number interface{ ~int | ~float64 }

func sum[T number](xs ...T) (s T) { // want "can inline sum[go.shape.int]" "can inline sum[int]" "inlining call to sum[go.shape.int]"
	for _, x := range xs {
		s += x
	}
	return
}

func ptr[T any](x T) *T { return &x } // want "can inline ptr[go.shape.string]" "can inline ptr[go.shape.int]" "can inline ptr[int]" "can inline ptr[string]" "inlining call to ptr[go.shape.int]" "inlining call to ptr[go.shape.string]" "moved to heap: x" "moved to heap: x" "moved to heap: x" "moved to heap: x"

type stack[T any] struct{ items []T }

func (s *stack[T]) push(x T)    { s.items = append(s.items, x) } // want "can inline (*stack[go.shape.string]).push" "can inline (*stack[string]).push" "inlining call to (*stack[go.shape.string]).push" "append escapes to heap" "append escapes to heap"
func (s stack[T]) size() int    { return len(s.items) } // want "can inline stack[go.shape.string].size" "can inline stack[string].size" "inlining call to stack[go.shape.string].size"
func mapped[T, U any](xs []T, f func(T) U) []U { // want "can inline mapped[go.shape.int,go.shape.*uint8]" "can inline mapped[int,*int]" "inlining call to mapped[go.shape.int,go.shape.*uint8]" "make([]go.shape.*uint8, 0, len(xs)) escapes to heap" "append escapes to heap"
	out := make([]U, 0, len(xs)) // want "make([]go.shape.*uint8, 0, len(xs)) escapes to heap"
	for _, x := range xs {
		out = append(out, f(x)) // want "append escapes to heap"
	}
	return out
}

var sink *string

func use() int {
	var s stack[string]
	s.push("a") // want "inlining call to (*stack[go.shape.string]).push" "append escapes to heap"
	sink = ptr("b") // want "inlining call to ptr[go.shape.string]" "moved to heap: x"
	return s.size() + sum(1, 2) + *ptr(3) + len(mapped([]int{1}, func(x int) *int { return &x })) // want "can inline use.func1" "inlining call to stack[go.shape.string].size" "inlining call to sum[go.shape.int]" "inlining call to ptr[go.shape.int]" "inlining call to mapped[go.shape.int,go.shape.*uint8]" "inlining call to use.func1" "moved to heap: x" "... argument does not escape" "[]int{...} does not escape" "make([]go.shape.*uint8, 0, 1) does not escape" "append does not escape" "moved to heap: x"
}
