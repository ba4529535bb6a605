// Methods that call each other through embedded interfaces and structs.
package p

type Walker interface {
	Walk(n *Node) *Node
	Back(n *Node) *Node
}

type Node struct {
	next *Node
	Walker
}

type Base struct{ Walker }

type Left struct {
	*Base
	n *Node
}

type Right struct {
	Left
	Walker
}

func (b *Base) Walk(n *Node) *Node { return b.Walker.Back(n) } // want "leaking param content: b" "leaking param: n"

func (l *Left) Back(n *Node) *Node { // want "leaking param content: l" "leaking param: n"
	l.n = n
	return l.Base.Walk(n)
}

func (l Left) Own(n *Node) *Node { return l.Walk(l.n) } // want "leaking param: l" "n does not escape"

func (r *Right) Walk(n *Node) *Node { return r.Left.Back(n.Walk(n)) } // want "leaking param content: r" "leaking param: n"

func (r Right) Back(n *Node) *Node { return r.Walker.Walk(n) } // want "leaking param: r" "leaking param: n"

func (n *Node) Back(m *Node) *Node { // want "leaking param: n to result ~r0 level=0" "leaking param: m to result ~r0 level=1"
	if m == nil {
		return n
	}
	return m.next.Back(n)
}

func start() *Node {
	b := &Base{} // want "&Base{} escapes to heap"
	l := &Left{Base: b} // want "&Left{...} escapes to heap"
	b.Walker = l
	r := Right{*l, l} // want "moved to heap: r"
	n := &Node{Walker: &r} // want "&Node{...} escapes to heap"
	return n.Walk(n)
}
