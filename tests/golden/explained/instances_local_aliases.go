// flags: -m=2 -l=0
// Aliases within generic functions, methods and literals: seen through, also when they are generic or arguments; dictionaries
// count package-level ones as types of their own.
package p

import "fmt"

// Local generic aliases in methods, closures, and closures of methods.
type G[T any] struct{ x T }

func (g *G[T]) M(y T) any {
	type A[U any] = map[string]*T
	type B[U any] = struct {
		t T
		u U
	}
	type C = []T
	f := func(z T) any {
		type D[V any] = func(T, V) C
		var d D[int] = func(T, int) C { return C{z} }
		_ = d
		return A[int]{"a": &z}
	}
	var b any = B[bool]{y, true}
	fmt.Println(b, C{y})
	return f(y)
}

type Al[T any] = []T
type Al2[K comparable, V any] = map[K]Al[V]
type Const[T any] = int

func k[T comparable](x T) (r Const[T]) {
	var a Al[T]
	a = append(a, x)
	m := make(Al2[T, T])
	m[x] = a
	var c Const[T] = 3
	p := new(Const[T])
	*p = c
	fmt.Println(a, m, c)
	return *p
}

type Own[T any] struct{ v T }

func (o *Own[T]) Get() *T { return &o.v }

func l[T any](x T) *T {
	type Local = Own[T]
	type LocalP = *Local
	var lp LocalP = &Local{x}
	fmt.Println(lp)
	return lp.Get()
}

func n[T any](x T) any {
	type L struct{ x T }
	type Arg[U any] = Own[U]
	var o Arg[L]
	o.v.x = x
	return gen[L](o.v)
}

func gen[T any](x T) any { return func() any { return []T{x} } }

func use() {
	var g G[int]
	g.M(1)
	var h G[string]
	h.M("a")
	k(1)
	k("b")
	l(3)
	l([]int{})
	n(1.5)
	n(struct{ a int }{1})
	var c Al2[string, Al[int]]
	gen(c)
	gen[Al2[string, int]](nil)
}

type list[T any] = []T
type byKey[K comparable, V any] = map[K]list[V]

func last[T comparable](b byKey[T, T]) (r list[T]) {
	for _, v := range b {
		r = v
	}
	return
}

func useLast() { last(map[string][]string{}) }

func pointer[T any](x T) any {
	type C[U any] = *T
	var c C[int] = &x
	return c
}

func usePointer() { pointer("a") }
