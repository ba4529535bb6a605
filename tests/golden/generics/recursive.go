// Generic functions that call themselves and each other, with growing work for the dictionary.
package p

type Tree[K any, V any] struct {
	left, right *Tree[K, V]
	key         K
	value       V
}

func (t *Tree[K, V]) Insert(k K, v V, less func(a, b K) bool) *Tree[K, V] {
	if t == nil {
		return &Tree[K, V]{key: k, value: v} // want "&Tree[go.shape.string,go.shape.int]{...} escapes to heap"
	}
	if less(k, t.key) {
		t.left = t.left.Insert(k, v, less)
	} else {
		t.right = t.right.Insert(k, v, less)
	}
	return t
}

func (t *Tree[K, V]) All() func(yield func(K, V) bool) {
	return func(yield func(K, V) bool) { t.push(yield) } // want "func literal escapes to heap"
}

func (t *Tree[K, V]) push(yield func(K, V) bool) bool {
	return t == nil || t.left.push(yield) && yield(t.key, t.value) && t.right.push(yield)
}

func even[T any](n int, x T) *T { // want "moved to heap: x"
	if n == 0 {
		return &x
	}
	return odd(n-1, x)
}

func odd[T any](n int, x T) *T {
	if n == 0 {
		return nil
	}
	return even(n-1, x)
}

func f() (total int) { // want "moved to heap: total"
	var t *Tree[string, int]
	t = t.Insert("a", 1, func(a, b string) bool { return a < b }) // want "a does not escape" "b does not escape" "func literal does not escape"
	for k, v := range t.All() { // want "k does not escape" "moved to heap: #state1" "func literal escapes to heap"
		total += v + len(k)
	}
	_ = even(3, 1.5)
	return total
}
