// Promoted fields as keys of struct literals: what is wrong.
package p

type A struct{ a, b int }
type B struct{ A; c int }
type P struct{ B; d int }
type Q struct{ *A; e int }
type R struct {
	A
	C
}
type C struct{ a, c int; _ int }
type M struct{ I; N }
type I interface{ m() }
type N struct{ n int }

func (N) k()  {}
func (*N) l() {}

var (
	_ = P{a: 1, a: 2} // error "duplicate field name a in struct literal"
	_ = P{A: A{}, a: 1} // error "cannot specify promoted field a and enclosing embedded field A"
	_ = P{a: 1, A: A{}} // error "cannot specify embedded field A and enclosed promoted field a"
	_ = P{b: 1, a: 2, A: A{}} // error "cannot specify embedded field A and enclosed promoted field a"
	_ = P{b: 1, a: 2, B: B{}} // error "cannot specify embedded field B and enclosed promoted field a"
	_ = P{B: B{}, a: 1, c: 2} // error "cannot specify promoted field a and enclosing embedded field B" "cannot specify promoted field c and enclosing embedded field B"
	_ = P{c: 1, a: 2, B: B{}} // error "cannot specify embedded field B and enclosed promoted field a"
	_ = Q{a: 1} // error "invalid implicit pointer indirection to reach a"
)
