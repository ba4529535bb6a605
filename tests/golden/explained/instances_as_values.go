// A function of a generic declaration that is a value mentions its dictionary there: what that holds is made then,
// before the methods of its types are read.
// flags: -m=2 -l=0
package p

type A struct {
	s string
	n int
}

func (a *A) String() string { return a.s }

type B struct {
	s string
	x float32
}

func (b B) String() string { return b.s }

type Stringer interface{ String() string }

func F[P Stringer](p P) any {
	var s Stringer = p
	return s
}

var _ = F[*A]

func use() any { return F[B] }
