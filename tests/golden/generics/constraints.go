// Methods of type parameters are called through the dictionary; interface arguments are imprecise.
package p

type Stringer interface{ String() string }

type A struct{ s *string }

func (a A) String() string { return *a.s } // want "leaking param: a to result ~r0 level=1"

type B int

func (b *B) String() string { return "b" } // want "b does not escape"

func join[T Stringer](xs ...T) (r string) {
	for _, x := range xs {
		r += x.String() // want "imprecise interface call"
	}
	return r
}

func value[T Stringer](x T) func() string { return x.String }

func new1[T any]() *T { return new(T) } // want "new(<node DYNAMICTYPE>) escapes to heap"

func convert[T any](x any) T { return x.(T) }

func cmp[T comparable](a, b T) bool { return a == b }

func f(s string, b *B, i Stringer, p, q *int) { // want "leaking param: b" "leaking param: i" "p does not escape" "q does not escape" "moved to heap: s"
	_ = join(A{&s}) // want "... argument does not escape"
	_ = join(b) // want "... argument does not escape"
	_ = join(i) // want "... argument does not escape"
	_ = value(A{&s})
	_ = new1[int]()
	_ = convert[string](s) // want "s does not escape"
	_ = cmp(p, q)
	_ = cmp[any](p, q)
}
