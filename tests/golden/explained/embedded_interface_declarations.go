// flags: -m=2 -l=0
// Parameters of methods that several embedded interfaces declare stand where the compiler comes across the first.
package p

import "io"

type zed interface {
	Read(aa []byte, bb *int) *int
	low(*int)
}
type Alpha interface {
	zed
	Read([]byte, *int) *int
}
type beta interface {
	Read(
		_ []byte,
		xx *int,
	) *int
	low(p *int)
}
type Gen[T any] interface {
	Read(
		[]byte,
		T,
	) T
}
type A1 interface {
	zed
	beta
}
type A2 interface {
	beta
	Alpha
	zed
}
type A3 interface {
	zed
	Gen[*int]
	interface{ Alpha }
}
type A4 interface {
	zed
	Gen[*int]
	A1
}
type A5 = interface {
	A4
	interface {
		Read(q []byte, r *int) *int
	}
}

type w1 struct{ A1 }
type w2 struct{ *w2e }
type w2e struct{ A2 }
type w3 struct{ A3 }
type w4 struct{ A4 }
type w5 struct{ A5 }

func use(a w1, b w2, c w3, d w4, e w5, x A1, y A4) []any {
	f, g, h := x.Read, y.Read, e.Read
	k := A3.Read
	l := w4.Read
	return []any{a, b, c, d, e, f, g, h, k, l}
}

type rwc interface {
	io.ReadWriter
	io.ReadSeeker
	io.ReadCloser
}

type w6 struct{ rwc }

func use2(a w6) any {
	type loc interface{ Read([]byte) (int, error) }
	type l2 interface {
		rwc
		loc
	}
	type w struct{ l2 }
	return []any{a, w{}, (w{}).Read}
}

func use3[T any](a T) any {
	type loc[V any] interface{ M(V) (*T, error) }
	type l2 interface {
		loc[int]
		interface{ M(int) (*T, error) }
	}
	type w struct{ l2 }
	type w2 struct{ loc[T] }
	return []any{a, w{}, (w{}).M, w2{}}
}

func u() { use3(1); use3("a") }
