// Wrappers of an instance come where the receiver of its first method is read, even if it mentions itself.
// flags: -l=0
package p

type Other[P any] struct{}

func (r Other[P]) M() {} // want "can inline Other[go.shape.*uint8].M" "can inline Other[*int].M" "can inline Other[go.shape.uint8].M" "can inline Other[go.shape.struct { p.Base }].M" "can inline Other[p.Outer].M" "can inline Other[uint8].M" "inlining call to Other[go.shape.*uint8].M" "inlining call to Other[go.shape.struct { p.Base }].M" "inlining call to Other[go.shape.uint8].M"

type List[P any] struct{ next *List[P] }

func (r *List[P]) First(_ *Other[byte]) bool { return true } // want "can inline (*List[go.shape.int]).First" "can inline (*List[go.shape.string]).First" "can inline (*List[string]).First" "can inline (*List[int]).First" "inlining call to (*List[go.shape.string]).First" "inlining call to (*List[go.shape.int]).First"

func (r List[P]) Second() {} // want "can inline List[go.shape.int].Second" "can inline List[go.shape.string].Second" "can inline List[string].Second" "can inline List[int].Second" "inlining call to List[go.shape.string].Second" "inlining call to List[go.shape.int].Second"

var list = List[int]{}

// A method value that inlining brings into a wrapper has its own wrapper at once.
type Base struct{}

type Outer struct{ Base }

func (r *Base) Value(o *Other[*int]) (func(), Base) { return o.M, *r } // want "can inline (*Base).Value" "r does not escape" "o does not escape" "o.M escapes to heap"

var other Other[Outer]

// Reached through a pointer to itself, a type mentions itself too: its wrappers come after its methods.
type Node struct {
	n    int
	next *Node
}

func (r Node) Third(_ List[string]) {} // want "can inline Node.Third" "r does not escape"

var node Node
var number = node.next.n
