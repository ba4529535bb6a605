// flags: -lang=go1.20 -l=0

// Before Go 1.21, a partially instantiated function is an argument only if constraints tell the other type arguments.
package p

func upsert[M ~map[K]V, K comparable, V any](r M, k K, v V) M { // want "can inline upsert[go.shape.map[string]*int,go.shape.string,go.shape.*uint8]"
	r[k] = v
	return r
}

func bind[A, B, C, R any](f func(A, B, C) R) func(B, C) func(A) R { // want "can inline bind[go.shape.map[string]*int,go.shape.string,go.shape.*uint8,go.shape.map[string]*int]"
	return func(b B, c C) func(A) R { return func(a A) R { return f(a, b, c) } } // want "can inline bind[go.shape.map[string]*int,go.shape.string,go.shape.*uint8,go.shape.map[string]*int].func1" "can inline bind[go.shape.map[string]*int,go.shape.string,go.shape.*uint8,go.shape.map[string]*int].func1.1" "can inline bind[go.shape.map[string]*int,go.shape.string,go.shape.*uint8,go.shape.map[string]*int].func1" "can inline bind[go.shape.map[string]*int,go.shape.string,go.shape.*uint8,go.shape.map[string]*int].func1.func1" "func literal escapes to heap" "func literal escapes to heap" "func literal escapes to heap"
}

func use[M ~map[K]V, K comparable, V any](m M, k K, v V) M { // want "can inline use[map[string]*int,string,*int]"
	return bind(upsert[M])(k, v)(m) // want "can inline use[go.shape.map[string]*int,go.shape.string,go.shape.*uint8].func1" "inlining call to bind[go.shape.map[string]*int,go.shape.string,go.shape.*uint8,go.shape.map[string]*int]" "inlining call to bind[go.shape.map[string]*int,go.shape.string,go.shape.*uint8,go.shape.map[string]*int].func1" "inlining call to bind[go.shape.map[string]*int,go.shape.string,go.shape.*uint8,go.shape.map[string]*int].func1.func1" "inlining call to use[go.shape.map[string]*int,go.shape.string,go.shape.*uint8].func1" "inlining call to upsert[go.shape.map[string]*int,go.shape.string,go.shape.*uint8]" "inlining call to upsert[go.shape.map[string]*int,go.shape.string,go.shape.*uint8]" "func literal does not escape" "func literal does not escape"
}

func call() { use(map[string]*int{}, "a", nil) } // want "can inline call" "map[string]*int{} does not escape"
