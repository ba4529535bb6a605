// Types in parentheses, wherever a type may stand.
package p

import "unsafe"

type Box[T any] interface{}
type Pair[T any] struct{ a, b T }
type Two[A, B any] struct {
	a A
	b B
}
type N int
type F[T any] func(T) *T
type S[T any] []T

func (p (Pair[T])) val() T        { return p.a }
func (p *(Pair[T])) ptr() *T      { return &p.a }
func (p (*Pair[T])) ptr2() (*T)   { return &p.b }
func (p (*(Pair[T]))) ptr3() *T   { return &p.b }
func (n (N)) val() int            { return int(n) }
func (n *(N)) ptr() *int          { return (*int)(n) } // want "leaking param: n to result ~r0 level=0"
func (n (*N)) ptr2() (*(int))     { return (*(int))((n)) } // want "leaking param: n to result ~r0 level=0"

func a() any                 { return (Box[string])("x") } // want `Box[string]("x") escapes to heap`
func b() Pair[int]           { return (Pair[int])(struct{ a, b int }{1, 2}) }
func c() any                 { return ((Box[string]))("x") } // want `Box[string]("x") escapes to heap`
func d(x any) int { // want "x does not escape"
	switch y := x.(type) {
	case (Pair[int]):
		return y.a
	case (*(Pair[int])):
		return y.b
	case ([]int), (map[string](int)):
		return 1
	case (Two[(int), (string)]):
		return 2
	case (func((int)) (string)), ((N)):
		return 3
	case (nil):
		return 4
	}
	return 0
}
func e(x any) (Pair[string], *Pair[string]) { // want "leaking param: x to result ~r0 level=1" "leaking param: x to result ~r1 level=0"
	return x.(Pair[string]), x.((*(Pair[string])))
}
func f(x any) (Pair[string], bool) { // want "leaking param: x to result ~r0 level=1"
	y, ok := x.((Pair[string]))
	return y, ok
}
func g() (func(Pair[int]) int, func(*Pair[int]) *int) {
	return (Pair[int]).val, (*Pair[int]).ptr
}
func h() (func(Pair[int]) int, func(*Pair[int]) *int) {
	return ((Pair[int])).val, (*(Pair[int])).ptr
}
func i() int { return (Pair[int]).val(Pair[int]{a: 1}) }
func j() *int { return ((*(Pair[int]))).ptr(&Pair[int]{a: 1}) } // want "&Pair[int]{...} escapes to heap"
func k() (any, any, any) {
	return new((Pair[int])), make(([]int), 3), make(((map[string](Pair[int])))) // want "new(Pair[int]) escapes to heap" "make([]int, 3) escapes to heap" "make([]int, 3) escapes to heap" "make(map[string]Pair[int]) escapes to heap"
}
func l() any { return make((chan (int)), (2)) }
func m() any { return (S[int])(nil) } // want "S[int](nil) escapes to heap"
func n(x []int) S[int] { return (S[int])(x) } // want "leaking param: x to result ~r0 level=0"
func o(x *int) unsafe.Pointer { return (unsafe.Pointer)(x) } // want "leaking param: x to result ~r0 level=0"
func q(x unsafe.Pointer) *Pair[int] { return (*(Pair[int]))(x) } // want "leaking param: x to result ~r0 level=0"
func r() F[int] { return (F[int])(func(x int) *int { return &x }) } // want "moved to heap: x" "func literal escapes to heap"
func s() any { return ((F[int]))((F[int])(nil)) }
func t(x int) string { return (string)(rune(x)) } // want "string(rune(x)) escapes to heap"
func u(x string) []byte { return ([]byte)(x) } // want "x does not escape" "([]byte)(x) escapes to heap"
func v() any { return []((Pair[int])){{1, 2}, (Pair[int]{3, 4})} } // want "[]Pair[int]{...} escapes to heap" "[]Pair[int]{...} escapes to heap"
func w() any { return map[(string)](Pair[int]){("a"): {1, 2}} } // want "map[string]Pair[int]{...} escapes to heap"
func x() any { return [(2)](*(Pair[int])){{1, 2}, nil} } // want "[2]*Pair[int]{...} escapes to heap" "&Pair[int]{...} escapes to heap"
func y() int { return (id[int])(3) }
func id[T any](x T) T { return x }

type Emb struct {
	*Pair[int]
}

func z[T any, P interface{ *(T) }](x T, y P) (any, any) {
	return (any)((T)(x)), (P)((*T)(y)) // want "any(go.shape.int(x)) escapes to heap"
}
func za() (any, any) { return z[(int), (*(int))](1, nil) }
func zb() (any, any) { return (z[int])(1, nil) }
func zc() any        { return (*(*N))(new(*N)) } // want "new(*N) escapes to heap"
func zd[T any](x T) any { return (Box[T])(x) } // want "Box[go.shape.int](x) escapes to heap"
func ze[T any](x any) T { return ((Pair[T]))(x.((Pair[T]))).a }
func zf() (any, int)    { return zd(3), ze[int](Pair[int]{}) } // want "Pair[int]{} does not escape"
func zg[T any]() func(Pair[T]) T { return (Pair[T]).val }
func zh[T any]() func(*Pair[T]) *T { return (*(Pair[T])).ptr }
func zi() any { return zg[int]() }
func zj() any { return zh[int]() }

type al = (Pair[int])
type al2[T any] = ((Pair[T]))
type nn (N)
type cc interface{ ~int | (string) }

var va (Pair[int]) = (Pair[int])(Pair[int]{1, 2})
var vb = (al2[string])(Pair[string]{"a", "b"})
var vc = ((Box[int]))(3)
var vd = (Pair[int]).val
var ve = (*(Pair[int])).ptr
const co = (N)(3)
const ci = (int)(unsafe.Sizeof((Pair[int])(va)))
