// Labels and loops in generic functions.
package p

func L[T comparable](xs [][]T, y T) (r []*T) {
outer:
	for i := range xs {
		for j, x := range xs[i] { // want "moved to heap: x" "moved to heap: x"
			if x == y {
				continue outer
			}
			if j > 3 {
				break outer
			}
			r = append(r, &x) // want "append escapes to heap" "append escapes to heap"
		}
	}
	goto end
end:
	switch {
	case len(r) > 3:
		fallthrough
	default:
		r = nil
	}
	return
}
func W[T any](n int, f func() T) []T {
	var s []T
	for i := 0; i < n; i++ {
		s = append(s, f()) // want "append escapes to heap"
		defer func() { _ = i }() // want "func literal escapes to heap"
	}
	return s
}
func use() { L([][]int{{1}}, 2); L([][]string{}, ""); W(3, func() any { return nil }) } // want "[][]int{...} does not escape" "[]int{...} does not escape" "[][]string{} does not escape" "func literal does not escape"
