// A method of an instance whose argument was incomplete when its body was read calls another of the instance as it is now.
package p

type P[L, R any] struct {
	l L
	r R
}

func (p P[L, R]) String() string { return "" }
func (p P[L, R]) Format() string { return p.String() + p.String() } // want "P[go.shape.func() p.O[p.P[p.Iter[string],string]],go.shape.string].String(p, (*[3]uintptr)(.dict[0])) + P[go.shape.func() p.O[p.P[p.Iter[string],string]],go.shape.string].String(p, (*[3]uintptr)(.dict[0])) escapes to heap" "P[go.shape.func() p.O[p.P[p.Iter[int],int]],go.shape.int].String(p, (*[3]uintptr)(.dict[0])) + P[go.shape.func() p.O[p.P[p.Iter[int],int]],go.shape.int].String(p, (*[3]uintptr)(.dict[0])) escapes to heap" "P[go.shape.func() p.O[go.shape.struct { p.l p.Iter[go.shape.int]; p.r go.shape.int }],go.shape.int].String(p, (*[3]uintptr)(.dict[0])) + P[go.shape.func() p.O[go.shape.struct { p.l p.Iter[go.shape.int]; p.r go.shape.int }],go.shape.int].String(p, (*[3]uintptr)(.dict[0])) escapes to heap" "P[go.shape.func() p.O[go.shape.struct { p.l p.Iter[go.shape.string]; p.r go.shape.string }],go.shape.string].String(p, (*[3]uintptr)(.dict[0])) + P[go.shape.func() p.O[go.shape.struct { p.l p.Iter[go.shape.string]; p.r go.shape.string }],go.shape.string].String(p, (*[3]uintptr)(.dict[0])) escapes to heap" "P[go.shape.func() p.O[go.shape.struct { p.l p.Iter[go.shape.string]; p.r go.shape.string }],go.shape.string].String(p, (*[3]uintptr)(.dict[0])) + P[go.shape.func() p.O[go.shape.struct { p.l p.Iter[go.shape.string]; p.r go.shape.string }],go.shape.string].String(p, (*[3]uintptr)(.dict[0])) escapes to heap" "P[go.shape.func() p.O[go.shape.struct { p.l p.Iter[go.shape.int]; p.r go.shape.int }],go.shape.int].String(p, (*[3]uintptr)(.dict[0])) + P[go.shape.func() p.O[go.shape.struct { p.l p.Iter[go.shape.int]; p.r go.shape.int }],go.shape.int].String(p, (*[3]uintptr)(.dict[0])) escapes to heap"

type O[A any] struct {
	ok bool
	a  A
}

func (o O[A]) Get() A { return o.a }

type Iter[U any] func() O[P[Iter[U], U]]

func Map[A, B any](f func(A) B, it Iter[A]) Iter[B] {
	return func() O[P[Iter[B], B]] { // want "func literal escapes to heap"
		x := it()
		return O[P[Iter[B], B]]{true, P[Iter[B], B]{Map(f, x.a.l), f(x.a.r)}}
	}
}

var X = Map(func(i int) string { return "" }, nil) // want "func literal escapes to heap"
