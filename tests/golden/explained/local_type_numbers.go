// flags: -m=2 -l=0
// Types that functions declare are numbered in the order of the source, wherever the functions stand.
package p

func gen[T any](x T) any { return &x }

var v = func() any {
	type A struct{ a int }
	return gen(A{})
}()

type S struct{}

func (S) m() any {
	type B struct{ b int }
	f := func() any {
		type C struct{ c int }
		return gen(C{})
	}
	type D struct{ d int }
	f()
	g(f(), func() any {
		type E struct{ e int }
		return gen(E{})
	})
	type F struct{ d [len([...]int{0, 1})]int }
	_ = gen(F{})
	return gen(B{}) == gen(D{})
}

func g(a any, f func() any) {
	type G struct{ d int }
	_ = gen(G{})
}

var w, x = func() any {
	type H struct{ a int }
	return gen(H{})
}, g2(func() any {
	type I struct{ a int }
	return gen(I{})
})

func g2(f func() any) any {
	if true {
		type J struct{ a int }
		_ = gen(J{})
	}
	for range 3 {
		type K struct{ a int }
		_ = gen(K{})
	}
	type M = int
	type L struct{ a int }
	return gen(L{})
}

func (S) n() any {
	type B struct{ b int }
	return gen(B{})
}
