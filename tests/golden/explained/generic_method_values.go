// flags: -m=2 -l=0

// Generic methods as values and functions of their receivers.
package p

type Inner struct{ n int }

func (i *Inner) Conv[B any](x B) *B { return &x }
func (i Inner) Val[B any](x B) any  { return x }

type GOuter[A any] struct{ Inner }
type X[A any] struct{ a A }

func (x X[A]) M[B any](b B) any { return b }

func (g *GOuter[A]) B1[B any](x B, f func(A) B) any { return g.Conv(x) }
func (g *GOuter[A]) B2[B any](x B, f func(A) B) any { return g.Val(x) }
func (g *GOuter[A]) B3[B any](x B, f func(A) B) any { return g.Val[B] }
func (g *GOuter[A]) B4[B any](x B, f func(A) B) any { return (*Inner).Conv[B] }
func (g *GOuter[A]) B5[B any](x B, f func(A) B)     { _ = g.Val(x) }
func (g *GOuter[A]) B6[B any](x B, f func(A) B)     { _ = g.Conv[[]B] }
func (g *GOuter[A]) B7[B any](x B, f func(A) B)     { _ = X[A]{}.M[B] }
func (g *GOuter[A]) B8[B any](x B, f func(A) B)     { X[A]{}.M(x) }
func (g *GOuter[A]) B9[B any](x B, f func(A) B)     { X[A].M[B](X[A]{}, x) }
func F1[B any](x B)                                 { _ = X[B].M[B] }
func F2[B any](x B)                                 { _ = X[int].M[B] }
func F3[B any](x B)                                 { _ = X[int]{}.M[string] }
func use() {
	g := &GOuter[int]{}
	g.B1[string]("", nil)
	g.B2[string]("", nil)
	g.B3[string]("", nil)
	g.B4[string]("", nil)
	g.B5[string]("", nil)
	g.B6[string]("", nil)
	g.B7[string]("", nil)
	g.B8[string]("", nil)
	g.B9[string]("", nil)
	F1(1)
	F2(1)
	F3(1)
}
