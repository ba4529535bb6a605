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

)

type G[T any] struct{ v T }
type H[T any] struct{ G[T] }

func f[T any](v T) { _ = H[T]{v: v, G: G[T]{}}; _ = H[int]{v: v} } // error "cannot specify embedded field G and enclosed promoted field v" "cannot use v (variable of type T constrained by any) as int value in struct literal"
func g[S interface{ P | *P }]() { _ = S{} } // error "invalid composite literal type S (no common underlying type)"
func h[S ~struct{ A }](x S) { _ = S{a: 1, b: ""} } // error `cannot use "" (untyped string constant) as int value in struct literal`
