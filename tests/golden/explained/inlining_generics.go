// flags: -m=2 -l=0

// Generic functions: the shaped function and the one that forwards to it.
package p

type number interface{ ~int | ~float64 }

func sum[T number](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}

func ptr[T any](x T) *T { return &x }

type stack[T any] struct{ items []T }

func (s *stack[T]) push(x T)    { s.items = append(s.items, x) }
func (s stack[T]) size() int    { return len(s.items) }
func mapped[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

var sink *string

func use() int {
	var s stack[string]
	s.push("a")
	sink = ptr("b")
	return s.size() + sum(1, 2) + *ptr(3) + len(mapped([]int{1}, func(x int) *int { return &x }))
}
