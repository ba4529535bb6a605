// flags: -lang=go1.20
// Before Go 1.21, arguments that stay generic are refused.
package p

func upsert[M ~map[K]V, K comparable, V any](r M, k K, v V) M {
	r[k] = v
	return r
}

func bind[A, B, C, R any](f func(A, B, C) R) func(B, C) func(A) R {
	return func(b B, c C) func(A) R { return func(a A) R { return f(a, b, c) } }
}

func two[A, B any](x A) (y B) { return }

func useTwo() { bind(two[int]) } // error "cannot infer B (declared at partial_instances_before_121.go:14:13)" "implicitly instantiated function as argument requires go1.21 or later (-lang was set to go1.20; check go.mod)"

func use[M ~map[K]V, K comparable, V any](m M, k K, v V) M {
	return bind(upsert)(k, v)(m) // error "in call to bind, cannot infer A (declared at partial_instances_before_121.go:10:11)" "implicitly instantiated function as argument requires go1.21 or later (-lang was set to go1.20; check go.mod)"
}

func call() { use(map[string]*int{}, "a", nil) }
