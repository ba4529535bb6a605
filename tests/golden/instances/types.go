// Mentioning an instance of a type brings all its methods along.
package p

type List[T any] struct {
	head *node[T]
	n    int
}
type node[T any] struct {
	v    T
	next *node[T]
}

func (l *List[T]) Push(v T) { l.head = &node[T]{v, l.head}; l.n++ } // want "&node[go.shape.int]{...} escapes to heap" "&node[go.shape.*uint8]{...} escapes to heap"
func (l *List[T]) Each(f func(T)) {
	for n := l.head; n != nil; n = n.next {
		f(n.v)
	}
}
func (l List[T]) Len() int { return l.n }
func (l *List[T]) Map(f func(T) T) *List[T] {
	r := &List[T]{} // want "&List[go.shape.int]{} escapes to heap" "&List[go.shape.*uint8]{} escapes to heap"
	l.Each(func(v T) { r.Push(f(v)) }) // want "func literal does not escape" "func literal does not escape"
	return r
}

var sink any

func use() {
	var l List[int]
	l.Push(1)
	l.Each(func(int) {}) // want "func literal does not escape"
	sink = l.Map(func(x int) int { return x }) // want "func literal does not escape"
	s := &List[*string]{} // want "&List[*string]{} does not escape"
	s.Push(nil)
	println(s.Len())
}
