// Predeclared functions over type parameters.
package p

import "unsafe"

func Sz[T any](x T) uintptr                            { return unsafe.Sizeof(x) + unsafe.Alignof(x) }
func Arr[T any]() any                                  { var a [unsafe.Sizeof(0)]T; return a } // want "a escapes to heap"
func Mm[T ~int | ~string](a, b T) T                    { return min(a, max(b, a)) }
func Cl[M ~map[K]V, K comparable, V any](m M)          { clear(m); delete(m, *new(K)) } // want "new(<node DYNAMICTYPE>) does not escape"
func Cp[S ~[]E, E any](s S) S                          { return append(S(nil), s...) } // want "append escapes to heap"
func Cp2[S ~[]E, E any](s S) S                         { r := make(S, len(s), cap(s)); copy(r, s); return r } // want "make(go.shape.[]string, len(s), cap(s)) escapes to heap"
func Lit[S ~[]E, E any](e E) S                         { return S{e, e} } // want "go.shape.[]int{...} escapes to heap"
func LitM[M ~map[K]V, K comparable, V any](k K, v V) M { return M{k: v} } // want "go.shape.map[string]int{...} escapes to heap"
func LitS[T any](v T) any {
	return struct {
		a T
		b int
	}{v, 1} // want "struct { a go.shape.string; b int }{...} escapes to heap"
}
func Pn[T any](x T) { panic(x) } // want "x escapes to heap"
func Pl[T any](x T) { println(any(x) != nil); print(&x) } // want "any(x) does not escape"
func Bs[T ~[]byte | ~string](x T) int {
	n := 0
	for i := range len(x) {
		n += int(x[i])
	}
	return n
}
func Rg[T ~[]byte | ~string](x T) []byte { return append([]byte(nil), x...) } // want "append escapes to heap"
func Sub[T ~[]byte | ~string](x T) T     { return x[1:2] }
func Cx[T ~float64](x T) any             { return complex(float64(x), 1) } // want "complex(float64(x), 1) escapes to heap"
func PA[T any](p *[4]T) []T {
	for i := range p {
		_ = p[i]
	}
	return p[:]
}
func NilF[T any, F ~func(T)](f F) bool { return f == nil }

type S []int
type M map[string]int

var sink any

func use() {
	sink = Sz(1) // want "Sz[go.shape.int](&.dict.Sz[int], 1) escapes to heap"
	sink = Sz("") // want `Sz[go.shape.string](&.dict.Sz[string], "") escapes to heap`
	sink = Arr[int]()
	sink = Mm(1, 2) // want "Mm[go.shape.int](&.dict.Mm[int], 1, 2) escapes to heap"
	sink = Mm("a", "b") // want `Mm[go.shape.string](&.dict.Mm[string], "a", "b") escapes to heap`
	Cl(M{}) // want "M{} does not escape"
	sink = Cp(S{1}) // want "Cp[go.shape.[]int,go.shape.int](&.dict.Cp[p.S,int], S{...}) escapes to heap" "S{...} does not escape"
	sink = Cp2([]string{"a"}) // want "Cp2[go.shape.[]string,go.shape.string](&.dict.Cp2[[]string,string], []string{...}) escapes to heap" "[]string{...} does not escape"
	sink = Lit[S](1) // want "Lit[go.shape.[]int,go.shape.int](&.dict.Lit[p.S,int], 1) escapes to heap"
	sink = LitM[M]("a", 1)
	sink = LitS("x")
	Pn(1)
	Pl("x")
	sink = Bs("abc") // want `Bs[go.shape.string](&.dict.Bs[string], "abc") escapes to heap`
	sink = Rg("x") // want `Rg[go.shape.string](&.dict.Rg[string], "x") escapes to heap`
	sink = Sub([]byte("x")) // want `Sub[go.shape.[]uint8](&.dict.Sub[[]uint8], ([]byte)("x")) escapes to heap` `([]byte)("x") escapes to heap`
	sink = Cx(1.5)
	sink = PA(&[4]int{}) // want "PA[go.shape.int](&.dict.PA[int], &[4]int{}) escapes to heap" "&[4]int{} escapes to heap"
	NilF(func(int) {}) // want "func literal does not escape"
}
