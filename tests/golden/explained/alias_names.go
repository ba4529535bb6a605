// flags: -m=2 -l=0

// `any` keeps its name behind aliases; the shapes in a generic alias are those of its own parameters.
package p

type Anything = any
type List[P any] = []P
type Node[P any] struct{}

func named(Anything, *int) any { return nil }

func first[P comparable](xs List[P]) (p P) { return }

func use() *Node[int] {
	named(1, nil)
	return first[*Node[int]](nil)
}
