// Wrong numbers of type arguments: the rest of the program is checked all the same.
package p

type F[A, B any] struct{ f int }

func (F[A, B]) m() {}

func G[A, B any](F[A, B]) {}

func f(s F[int], t F[int, int, int]) { // error "not enough type arguments for type F: have 1, want 2" "too many type arguments for type F: have 3, want 2"
	s.f = 1
	s.m()
	G(s) // error "in call to G, type F[int] of s does not match F[A, B] (cannot infer A and B)"
	var u F[int, int] = s
	_ = T[int]{} // error "invalid operation: T[int] (T is not a generic type)"
	_ = f[int] // error "cannot index f (value of type func(s F[int], t F[int, int, int]))"
	G[int, int, int](u) // error "got 3 type arguments but want 2"
	G(undefined, 1) // error "undefined: undefined" "too many arguments in call to G"
}

type T struct{}
