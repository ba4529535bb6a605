// Instantiating a generic type instantiates all its methods, called or not.
package p

type List[T any] struct {
	head *node[T]
	n    int
}

type node[T any] struct {
	value T
	next  *node[T]
}

func (l *List[T]) Push(v T) {
	l.head = &node[T]{v, l.head} // want "&node[go.shape.int]{...} escapes to heap" "&node[go.shape.*uint8]{...} escapes to heap" "&node[go.shape.string]{...} escapes to heap"
	l.n++
}

func (l *List[T]) Each(f func(T)) {
	for n := l.head; n != nil; n = n.next {
		f(n.value)
	}
}

func (l List[T]) Slice() []T {
	var s []T
	l.Each(func(v T) { s = append(s, v) }) // want "func literal does not escape" "append escapes to heap" "func literal does not escape" "append escapes to heap" "func literal does not escape" "append escapes to heap"
	return s
}

func f() int {
	var l List[int]
	l.Push(1)
	m := &List[string]{} // want "&List[string]{} does not escape"
	return l.n + m.n
}

var global List[*int]
