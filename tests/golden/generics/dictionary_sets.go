// Emptying a map needs no word of the dictionary; deleting from it does.
package p

type Empty struct{}
type Set[T comparable] map[T]Empty

func (s Set[T]) Insert(items ...T) Set[T] {
	for _, item := range items {
		s[item] = Empty{}
	}
	return s
}

func (s Set[T]) Clear() Set[T] {
	clear(s)
	return s
}
func (s Set[T]) Delete(x T) Set[T] {
	delete(s, x)
	return s
}
func (s Set[T]) Len() int { return len(s) }

var X any = Set[string]{} // want "Set[string]{} escapes to heap"
