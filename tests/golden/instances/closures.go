// Literals inside generic functions exist once an instance.
package p

func Compose[A, B, C any](f func(A) B, g func(B) C) func(A) C { return func(a A) C { return g(f(a)) } } // want "func literal escapes to heap"
func Keys[M ~map[K]V, K comparable, V any](m M) []K {
	r := make([]K, 0, len(m)) // want "make([]go.shape.string, 0, len(m)) escapes to heap"
	for k := range m {
		r = append(r, k) // want "append escapes to heap"
	}
	return r
}
func Nested[T any](x T) func() func() T { return func() func() T { return func() T { return x } } } // want "func literal escapes to heap" "func literal escapes to heap"
func Nocap[T any]() func(T)             { return func(T) {} } // want "func literal escapes to heap"

var sink any

func use() {
	h := Compose(func(i int) string { return "" }, func(s string) []byte { return []byte(s) }) // want "s does not escape" "([]byte)(s) escapes to heap" "func literal escapes to heap" "func literal escapes to heap"
	sink = h(1) // want "h(1) escapes to heap"
	sink = Keys(map[string]int{"a": 1}) // want "Keys[go.shape.map[string]int,go.shape.string,go.shape.int](&.dict.Keys[map[string]int,string,int], map[string]int{...}) escapes to heap" "map[string]int{...} does not escape"
	sink = Nested(4)()() // want ".autotmp_2() escapes to heap"
	Nocap[int]()(3)
}
