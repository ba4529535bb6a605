// flags: -l=0

// The type of a field, too, is written twice if a body that is reached through it mentions the field: the declaration has
// the first number, and what is within it another one than the body's.
package p

func first(s *Sym) {} // want "can inline first" "s does not escape"

type Addr struct {
	val
	To *Sym
}

func (a Addr) Num() int { return 1 } // want "can inline Addr.Num" "a does not escape"

type val struct{ n int }

func (v val) Value() int { return v.n } // want "can inline val.Value"

type Sym struct {
	val
	next *Sym
}

func (s *Sym) Of(p *Prog) { p.From.To = s.next } // want "can inline (*Sym).Of" "leaking param content: s" "p does not escape"

type Prog struct {
	From Addr
}

func second(s *Node) {} // want "can inline second" "s does not escape"

type Edge struct {
	val
	To map[string][]*Node
}

func (a Edge) Len() int { return 1 } // want "can inline Edge.Len" "a does not escape"

type Node struct {
	val
	next *Node
}

func (s *Node) Of(g *Graph) { g.From.To = nil } // want "can inline (*Node).Of" "s does not escape" "g does not escape"

type Graph struct {
	From Edge
}

func third(s *Leaf) {} // want "can inline third" "s does not escape"

type Bud struct {
	val
	Grow func(b *Leaf) []Leaf
}

func (a Bud) Cut() int { return 1 } // want "can inline Bud.Cut" "a does not escape"

type Leaf struct {
	val
}

func (s *Leaf) Of(g *Tree) { g.From.Grow(s) } // want "can inline (*Leaf).Of" "leaking param: s" "g does not escape"

type Tree struct {
	From Bud
}
