// Dictionaries of go and defer calls are operands like others.
package p

type S[T any] struct{ x T }

func (s *S[T]) Do(v T) {}
func (s S[T]) Val()    {}
func G[T any](s *S[T], x T, f func(T)) {
	go f(x)
	defer s.Do(x)
	defer s.Val()
	go id(x)
	defer func() { println("a") }() // want "func literal does not escape"
	for i := range 3 {
		defer println(i, any(x) == nil) // want "any(x) does not escape"
	}
}
func id[T any](x T) T { return x }
func use() {
	G(&S[int]{}, 1, func(int) {}) // want "&S[int]{} does not escape" "func literal escapes to heap"
	go id("x")
	s := &S[string]{} // want "&S[string]{} escapes to heap"
	go s.Do("y")
	defer s.Do("z")
}
