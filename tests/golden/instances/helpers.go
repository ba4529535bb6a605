// Small generic helpers.
package p

func Max[T ~int | ~string](a, b T) T {
	if a > b {
		return a
	}
	return b
}
func Apply[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs)) // want "make([]go.shape.string, 0, len(xs)) escapes to heap"
	for _, x := range xs {
		out = append(out, f(x)) // want "append escapes to heap"
	}
	return out
}
func Ptr[T any](v T) *T { return &v } // want "moved to heap: v" "moved to heap: v" "moved to heap: v"
func Must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
func two() (int, error) { return 1, nil }

type Opt[T any] struct{ v *T }

func Some[T any](v T) Opt[T] { return Opt[T]{&v} } // want "moved to heap: v" "moved to heap: v"
func (o Opt[T]) Or(d T) T {
	if o.v == nil {
		return d
	}
	return *o.v
}

var sink any

func use() {
	sink = Max("a", "b") // want `Max[go.shape.string](&.dict.Max[string], "a", "b") escapes to heap`
	sink = Apply([]int{1}, func(i int) string { return "a" }) // want "Apply[go.shape.int,go.shape.string](&.dict.Apply[int,string], []int{...}, func literal) escapes to heap" "[]int{...} does not escape" "func literal does not escape"
	sink = Ptr(3)
	sink = Ptr(Ptr("x"))
	sink = Must(two()) // want "Must[go.shape.int](&.dict.Must[int], int(.autotmp_0), .autotmp_1) escapes to heap"
	sink = Some(1).Or(2) // want "Opt[go.shape.int].Or(Some[go.shape.int](&.dict.Some[int], 1), &.dict.Opt[int], 2) escapes to heap"
	sink = Some(sink).Or(nil)
}
