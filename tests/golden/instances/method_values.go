// Method values and expressions of generic types.
package p

type S[T any] struct{ v T }

func (s S[T]) Get() T                       { return s.v }
func (s *S[T]) Set(v T)                     { s.v = v }
func MV[T any](s *S[T]) (func() T, func(T)) { return s.Get, s.Set }
func ME[T any]() (func(S[T]) T, func(*S[T], T), func(*S[T]) T) {
	return S[T].Get, (*S[T]).Set, (*S[T]).Get
}
func FV[T any]() func(T) T { return id[T] }
func id[T any](x T) T      { return x }

type E[T any] struct {
	*S[T]
	n int
}

func EM[T any](e E[T]) func() T { return e.Get }
func EX[T any]() func(E[T]) T   { return E[T].Get }

var sink any

func use() {
	s := S[int]{1} // want "moved to heap: s"
	sink = s.Get // want "s.Get escapes to heap"
	sink = s.Set // want "s.Set escapes to heap"
	sink = S[int].Get
	sink = (*S[int]).Set
	sink = E[int].Get
	sink = id[string]
	f := id[int]
	f(2)
	g, h := MV(&s)
	h(g())
	a, b, c := ME[int]()
	_, _, _ = a, b, c
	_ = FV[string]()
	_ = EM(E[int]{})
	_ = EX[int]()
}
