// Constraints with methods, type sets and core types.
package p

type Num interface{ ~int | ~float64 }

func Sum[T Num](xs ...T) (s T) {
	for _, x := range xs {
		s += x
	}
	return
}

type Str interface{ String() string }

func Join[T Str](xs []T) string {
	r := ""
	for _, x := range xs {
		r += x.String() + "," // want "imprecise interface call" `(func(go.shape.int) string)(&.dict[0])(x) + "," escapes to heap` `(func(go.shape.*uint8) string)(&.dict[0])(x) + "," escapes to heap` `(func(go.shape.interface { String() string }) string)(&.dict[0])(x) + "," escapes to heap`
	}
	return r
}

type A int

func (a A) String() string { return "a" }

type B struct{ s string }

func (b *B) String() string { return b.s } // want "leaking param: b to result ~r0 level=1"
func Make[T any, P interface {
	*T
	Init()
}]() P             { p := P(new(T)); p.Init(); return p } // want "new(<node DYNAMICTYPE>) escapes to heap"
func (b *B) Init() { b.s = "x" } // want "b does not escape"

var sink any

func use() {
	println(Sum(1, 2), Sum(1.5)) // want "... argument does not escape" "... argument does not escape"
	sink = Join([]A{1}) // want "Join[go.shape.int](&.dict.Join[p.A], []A{...}) escapes to heap" "[]A{...} does not escape"
	sink = Join([]*B{{"q"}}) // want "Join[go.shape.*uint8](&.dict.Join[*p.B], []*B{...}) escapes to heap" "[]*B{...} does not escape" "&B{...} escapes to heap"
	sink = Join([]Str{A(1)}) // want "Join[go.shape.interface { String() string }](&.dict.Join[p.Str], []Str{...}) escapes to heap" "[]Str{...} does not escape" "A(1) escapes to heap"
	sink = Make[B]()
}
