// Recursive calls through generic interfaces.
package p

type Node[T any] struct {
	val  T
	kids []*Node[T]
}
type Visitor[T any] interface{ Visit(*Node[T]) Visitor[T] }

func Walk[T any](v Visitor[T], n *Node[T]) {
	if v = v.Visit(n); v == nil {
		return
	}
	for _, k := range n.kids {
		Walk(v, k)
	}
}

type fv[T any] func(*Node[T]) bool

func (f fv[T]) Visit(n *Node[T]) Visitor[T] {
	if f(n) {
		return f
	}
	return nil
}
func Inspect[T any](n *Node[T], f func(*Node[T]) bool) { Walk(fv[T](f), n) }
func use(n *Node[string]) int { // want "leaking param: n"
	c := 0 // want "moved to heap: c"
	Inspect(n, func(*Node[string]) bool { c++; return true }) // want "func literal escapes to heap"
	return c
}
