// How dictionaries are spelled in messages.
package p

type Sizer interface{ Size() int }
type A int

func (a A) Size() int               { return int(a) }
func Mk[T Sizer](f func() T) []byte { return make([]byte, f().Size()) } // want "imprecise interface call" "make([]byte, (func(go.shape.int) int)(&.dict[0])(f())) escapes to heap" "make([]byte, (func(go.shape.interface { Size() int }) int)(&.dict[0])(f())) escapes to heap"
func Mk2[T Sizer](x T) []byte       { return make([]byte, n(x)) } // want "make([]byte, n[go.shape.int]((*[2]uintptr)(.dict[0]), x)) escapes to heap"
func n[T Sizer](x T) int            { return x.Size() }
func Sname[T fmtr](x T) string      { return "a" + x.Name() } // want `"a" + (func(go.shape.int) string)(&.dict[0])(x) escapes to heap`

type fmtr interface{ Name() string }

func (a A) Name() string { return "A" }

var sink any

type Tb[K, V any] struct{ m []V }

func (t *Tb[K, V]) get(k K) string { return "" }
func use(t *Tb[A, string]) { // want "t does not escape"
	sink = Mk(func() A { return 1 }) // want "Mk[go.shape.int](&.dict.Mk[p.A], func literal) escapes to heap" "func literal does not escape"
	sink = Mk[Sizer](func() Sizer { return A(1) }) // want "A(1) escapes to heap" "Mk[go.shape.interface { Size() int }](&.dict.Mk[p.Sizer], func literal) escapes to heap" "func literal does not escape"
	sink = Mk2(A(2)) // want "Mk2[go.shape.int](&.dict.Mk2[p.A], A(2)) escapes to heap"
	sink = Sname(A(1)) // want "Sname[go.shape.int](&.dict.Sname[p.A], A(1)) escapes to heap"
	sink = "x" + t.get(A(1)) + "y" // want `"x" + (*Tb[go.shape.int,go.shape.string]).get(t, &.dict.Tb[p.A,string], A(1)) + "y" escapes to heap` `"x" + (*Tb[go.shape.int,go.shape.string]).get(t, &.dict.Tb[p.A,string], A(1)) + "y" escapes to heap`
	sink = make([]int, n(A(3))) // want "make([]int, n[go.shape.int](&.dict.n[p.A], A(3))) escapes to heap" "make([]int, n[go.shape.int](&.dict.n[p.A], A(3))) escapes to heap"
}
func gg[T Sizer](t *Tb[T, string], k T) any { return "x" + t.get(k) + "y" } // want `"x" + (*Tb[go.shape.int,go.shape.string]).get(t, (*[2]uintptr)(.dict[0]), k) + "y" escapes to heap` `"x" + (*Tb[go.shape.int,go.shape.string]).get(t, (*[2]uintptr)(.dict[0]), k) + "y" escapes to heap`
func ff()                                   { gg(&Tb[A, string]{}, 1) } // want "&Tb[p.A,string]{} does not escape"

// Temporaries of two-value forms add nothing to the dictionary.
type Receiver[P any] struct{ c chan P }

func (r *Receiver[P]) twice(_ *int) []*int {
	return make([]*int, *r.twice(new(int))[0]) // want "make([]*int, *(*Receiver[go.shape.string]).twice(r, (*[4]uintptr)(.dict[0]), new(int))[0]) escapes to heap" "new(int) does not escape"
}

func (r *Receiver[P]) receive() {
	v, ok := <-r.c
	_, _ = v, ok
	select {
	case v, ok := <-r.c:
		_, _ = v, ok
	}
}

var receiver = Receiver[string]{}
