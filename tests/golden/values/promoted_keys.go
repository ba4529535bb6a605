// Promoted fields as keys of struct literals, wherever a literal may stand.
package p

type E struct {
	x int
	s *int
}
type T struct {
	pad int
	E
}
type U struct {
	n string
	T
	M map[string]*int
}

// Package-level initialisers.
var (
	g0 = T{x: 1}
	g1 = &T{s: &gi, pad: 2}
	g2 = []U{{x: 1}, {s: new(int)}, {T: T{x: 3}}} // want "new(int) escapes to heap"
	g3 = U{x: f0(), s: new(int), M: map[string]*int{"a": nil}} // want "new(int) escapes to heap" "map[string]*int{...} escapes to heap"
	g4 = [...]*U{{s: &gi}, {E: E{x: 1}}}
	g5 = map[string]U{"a": {x: 1}} // want "map[string]U{...} escapes to heap"
	g6 = mk(4)
	g7 = mkp(&gi)
	g8 any = T{x: 1}
	g9 any = &U{s: new(int), pad: 3} // want "new(int) escapes to heap"
	gi int
)

func f0() int { return 1 }

func mk(n int) U       { return U{x: n, pad: n} }
func mkp(s *int) *U    { return &U{s: s} } // want "leaking param: s" "&U{...} escapes to heap"
func local() T         { return T{x: 1, s: new(int)} } // want "new(int) escapes to heap"
func stays() int       { t := T{x: 1, s: new(int)}; return t.x + *t.s } // want "new(int) does not escape"
func param(p *int) *T  { return &T{s: p} } // want "leaking param: p" "&T{...} escapes to heap"
func nested(p *int) U  { return U{T: T{s: p}, n: "x"} } // want "leaking param: p to result ~r0 level=0"
func noflow(p *int) int { u := U{s: p, x: 3}; return u.x } // want "p does not escape"
func clos() func() U   { return func() U { return U{x: 2} } } // want "func literal escapes to heap"
func cmp(a T) bool     { return a == T{x: 1, s: nil} } // want "a does not escape"
func key(m map[K]int, b []byte) int { return m[K{s: string(b)}] } // want "m does not escape" "b does not escape" "string(b) does not escape"
func key2(m map[KK]int, b []byte) int { return m[KK{s: string(b)}] } // want "m does not escape" "b does not escape" "string(b) does not escape"

type K struct{ s string }
type KK struct{ K }

// Generic structs.
type GE[P any] struct {
	v P
	w *P
}
type GT[P any] struct {
	n int
	GE[P]
}

func gen[P any](v P) GT[P]      { return GT[P]{v: v, w: &v} } // want "moved to heap: v" "moved to heap: v"
func genp[P any](v *P) *GT[P]   { return &GT[P]{w: v} } // want "&GT[go.shape.string]{...} escapes to heap"
func inst() any                 { return gen(1) } // want "gen[go.shape.int](&.dict.gen[int], 1) escapes to heap"
func inst2(p *string) *GT[string] { return genp(p) } // want "leaking param: p"

var gg = GT[int]{v: 1}
var gh = gen("x")

type AL = E
type AT struct{ AL }

func alias(p *int) AT { return AT{s: p} } // want "leaking param: p to result ~r0 level=0"

type (
	I  interface{ M() }
	IM struct{ i I }
	IT struct{ IM }
)

func iface(v *X) IT { return IT{i: v} } // want "leaking param: v to result ~r0 level=0"

type X struct{ a [4]int }

func (*X) M() {}

func variadic(ts ...T) int { return len(ts) } // want "ts does not escape"
func call() int            { return variadic(T{x: 1}, T{s: new(int)}) } // want "... argument does not escape" "new(int) does not escape"
func deferred()            { defer use(T{x: 1}); go use(T{s: new(int)}) } // want "new(int) does not escape"
func use(T)                {}
func blank()               { _ = T{x: f0()}; _ = &T{s: new(int)} } // want "&T{...} does not escape" "new(int) does not escape"
func rng() (r []T)         { for i := range 3 { r = append(r, T{x: i, s: &i}) }; return } // want "moved to heap: i" "append escapes to heap"
