// flags: -m=2 -l=0
// Instances whose arguments are spelled differently are types of their own for dictionaries: aliases, byte and uint8.
package p

type A[T any] = []T
type B = int
type Box[T any] struct{ v T }

func (b *Box[T]) M() *T { return &b.v }

func f[T any](x T) any {
	var a Box[A[T]]
	var b Box[[]T]
	var c Box[A[T]]
	var d Box[map[byte]T]
	var e Box[map[uint8]T]
	k(a)
	k(b)
	k(c)
	k(d)
	k(e)
	k[Box[A[T]]](b)
	k[Box[func(a T)]](Box[func(T)]{})
	k[Box[interface{ M(a byte) T }]](Box[interface{ M(uint8) T }]{})
	a.M()
	b.M()
	d.M()
	e.M()
	return []any{a, b, c, d, e}
}

func g[T any](x Box[A[T]], y Box[[]T]) (Box[B], Box[int], map[B]T, map[int]T) {
	k(x)
	k(y)
	return Box[B]{}, Box[int]{}, nil, nil
}

func k[T any](x T) any { return &x }

func u() {
	f(1)
	f("a")
	g[int](Box[[]int]{}, Box[A[int]]{})
	k(Box[B]{})
	k(Box[int]{})
	k(Box[rune]{})
	k(Box[int32]{})
}

var v1 = k(Box[uint8]{})
var v2 = k(Box[byte]{})
var v3 Box[rune]
var v4 Box[int32]
