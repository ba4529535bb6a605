// flags: -m=2 -l=0
package p

// Local generic types in functions, methods, closures, with further local types inside.
type I interface{ Do() any }

func f[T any, W any](t T, w W) any {
	type N[V any] struct {
		t T
		v V
		n *N[V]
	}
	type M struct {
		N[T]
		w W
	}
	type O[V any] struct {
		m M
		N[V]
	}
	type E interface{ foo(T) N[int] }
	a := N[int]{t: t}
	b := &O[string]{}
	var c any = M{}
	var d any = N[*M]{}
	_, _, _ = a, b, d
	var e E
	_ = e
	if x, ok := c.(N[string]); ok {
		return &x
	}
	g := func() any {
		type Q[V any] struct {
			n N[V]
			t T
		}
		type R struct{ q Q[W] }
		return &R{}
	}
	return []any{gen(N[T]{}), gen(O[int]{}), g(), gen2[N[T], M](nil)}
}

func gen[T any](x T) any            { return &x }
func gen2[T, U any](x map[int]T) any { return &x }

type S[T any] struct{ t T }

func (s *S[T]) m() any {
	type N[V any] struct {
		t T
		v V
	}
	type P[A, B any] struct {
		N[A]
		b B
	}
	return gen(P[int, *T]{})
}

func plain() any {
	type N[V any] struct{ v V }
	type M struct{ N[int] }
	return gen(M{})
}

func plain2() any {
	type N[V any] struct{ v V }
	return gen(N[string]{})
}

func use() {
	f(1, "a")
	f[I, error](nil, nil)
	var s S[int]
	s.m()
	plain()
	plain2()
}

func blank[T any]() {
	type N[V any] struct {
		t T
		v V
	}
	_ = N[int]{}
}

func useBlank() { blank[string]() }
