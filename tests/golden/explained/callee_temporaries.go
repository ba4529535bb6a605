// flags: -m=2 -l=0
// A callee that calls something goes into a temporary, which is declared when the arguments have been read: those that
// method values of instances bring along come first.
package p

type G0[P0 any] struct {
	x1 func(*int, string) *int
}

var V0 chan func(func()) int
var V1 func(func()) int
var V2 func(...func()) int

func (r3 *G0[P0]) M2() {}
func (r4 *G0[P0]) M3() {
	F1((<-V0)(r4.M2))
}
func (r4 *G0[P0]) M4() {
	F1(V1(r4.M2))
}
func (r4 *G0[P0]) M5() {
	F1(V2(r4.M2))
}
func (r4 *G0[P0]) M6() {
	(<-V0)(r4.M2)
}
func (r4 *G0[P0]) M7() {
	V2(r4.M2)
}

func F1(v32 int)                    {}

var x G0[int]

func use() { x.M3() }

type I interface{ M(...func()) I }

func get() I
func f0[T any](i I, t *G0[T]) {
	get().M(t.M2)
	get().M(t.M2).M(t.M2, t.M2)
	i.M().M(t.M2)
	func() I { println(); return get() }().M(t.M2).M(func() {}, t.M2)
	g := (<-V3)(two()).M
	g(func() { g(t.M2) })
	(<-V3)(two()).M()
}
func two() (int, func())
var V3 chan func(int, func()) I
func use2() { f0[int](nil, nil) }

type J[T any] interface { N(T, ...func()) J[T] }

func getj[T any]() J[T] { return nil }
func f1[T any](i J[T], t *G0[T]) {
	var z T
	getj[T]().N(z, t.M2)
	getj[T]().N(z, t.M2).N(z, t.M2, t.M2)
	i.N(z).N(z, t.M2)
	(func(T) J[T])(nil)(z).N(z, t.M2)
}
func use3() { f1[int](nil, nil) }
