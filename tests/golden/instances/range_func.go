// Range-over-func loops in generic functions.
package p

type Seq[T any] func(yield func(T) bool)

func Values[T any](xs []T) Seq[T] {
	return func(yield func(T) bool) { // want "func literal escapes to heap" "func literal escapes to heap"
		for _, x := range xs {
			if !yield(x) {
				return
			}
		}
	}
}
func Filter[T any](s Seq[T], f func(T) bool) Seq[T] {
	return func(yield func(T) bool) { // want "func literal escapes to heap"
		for x := range s { // want "moved to heap: #state1" "func literal escapes to heap"
			if f(x) {
				if !yield(x) {
					return
				}
			}
		}
	}
}
func Collect[T any](s Seq[T]) []T {
	var r []T // want "moved to heap: r"
	for x := range s { // want "moved to heap: #state1" "func literal escapes to heap"
		r = append(r, x) // want "append escapes to heap"
	}
	return r
}
func First[T any](s Seq[T]) (T, bool) { // want "moved to heap: #rv1" "moved to heap: #rv2"
	for x := range s { // want "moved to heap: #state1" "func literal escapes to heap"
		return x, true
	}
	var z T
	return z, false
}
func Def[T any](s Seq[T]) {
	for x := range s { // want "moved to heap: #state1" "func literal escapes to heap"
		defer func() { _ = x }() // want "func literal escapes to heap"
	}
}

var sink any

func use() {
	sink = Collect(Filter(Values([]int{1, 2}), func(i int) bool { return i > 1 })) // want "Collect[go.shape.int](&.dict.Collect[int], Filter[go.shape.int](&.dict.Filter[int], Values[go.shape.int](&.dict.Values[int], []int{...}), func literal)) escapes to heap" "[]int{...} escapes to heap" "func literal escapes to heap"
	x, _ := First(Values([]string{"a"})) // want "[]string{...} escapes to heap"
	sink = x // want "x escapes to heap"
	Def(Values([]int{1})) // want "[]int{...} escapes to heap"
}
