// Literals in generic functions, one per shape; generic function values.
package p

var sink any

func each[T any](xs []T, f func(T)) {
	for _, x := range xs {
		f(x)
	}
}

func collect[T any](xs []T) (out []T) {
	each(xs, func(x T) { out = append(out, x) }) // want "func literal does not escape" "append escapes to heap" "func literal does not escape" "append escapes to heap"
	return out
}

func lazy[T any](x T) func() *T { // want "moved to heap: x"
	return func() *T { return &x } // want "func literal escapes to heap"
}

func value[T any](x T) any { return func() any { return x } } // want "func literal escapes to heap" "x escapes to heap" "func literal escapes to heap" "x escapes to heap"

func apply[T, U any](x T, f func(T) U) U { return f(x) }

func id[T any](x T) T { return x }

func f(s []string, p *int) { // want "leaking param content: s" "leaking param: p"
	_ = collect([]int{1, 2}) // want "[]int{...} does not escape"
	_ = collect(s)
	sink = lazy(p)
	sink = value(1)
	sink = value("x")
	_ = apply(1, func(i int) *int { return &i }) // want "moved to heap: i" "func literal does not escape"
	g := id[string]
	sink = g
	h := apply[int, any]
	_ = h(1, value[int])
}
