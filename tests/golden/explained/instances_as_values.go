// A function or method of a generic declaration that is a value mentions its dictionary there: what that holds is
// made then, before the methods of its types are read.
// flags: -m=2 -l=0
package p

type St struct {
	s string
	n int
}

func (s *St) String() string { return s.s }

type Su struct {
	s string
	n int
	m float32
}

func (s Su) String() string { return s.s }

type Sv struct {
	t string
	a [3]string
}

func (s *Sv) String() string { return s.t }

type Sw struct{ f, g float64 }

func (s *Sw) String() string { return "" }

type I interface{ String() string }

type B[P I] struct{ p P }

func (b B[P]) Get() I   { return b.p }
func (b *B[P]) Set(p P) { var i I = p; _ = i }

func F[P I](p P) I { return p }

var e1 = B[*St].Get
var e2 = (*B[Su]).Set
var e3 = B[*Sv]{}.Get
var e4 = F[*Sw]

func use() (any, any) {
	var b B[*Sw]
	defer b.Set(nil)
	return b.Get, F[Su]
}
