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
	_ = Q{A: nil, a: 1} // error "invalid implicit pointer indirection to reach a"
	_ = R{a: 1} // error "unknown field a in struct literal of type R, but does have A"
	_ = R{b: 1, c: 2, _: 3} // error "unknown field _ in struct literal of type R"
	_ = R{C: C{_: 1}} // error "unknown field _ in struct literal of type C"
	_ = M{m: nil} // error "m is not a field"
	_ = M{k: nil} // error "k is not a field"
	_ = M{l: nil} // error "unknown field l in struct literal of type M"
	_ = M{n: "s"} // error `cannot use "s" (untyped string constant) as int value in struct literal`
)
