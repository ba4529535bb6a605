// Expressions that look into a type before it is complete, and some that do not.
package p

import "unsafe"

type A [unsafe.Sizeof([2]A{}[:])]int // error "cannot slice unaddressable value [2]A{} (value of type [2]A)"
type B [unsafe.Sizeof((&[2]B{})[:])]int
type C [unsafe.Sizeof(map[int]C{}[0])]int // error "invalid recursive type: C refers to itself"
type D [unsafe.Sizeof((<-(chan D)(nil)))]int // error "invalid recursive type: D refers to itself"
type E struct{ f [unsafe.Sizeof([]E{})]int }
type F interface{ m([unsafe.Sizeof(F.m)]int) } // error "invalid recursive type: F refers to itself"
type M struct{}

func (M) m() [unsafe.Sizeof(M.m)]int { panic(0) } // error "invalid cycle in declaration: m refers to itself" "illegal cycle in method declaration"

type N struct { // error "invalid recursive type: N refers to itself"
	a *N
	b [unsafe.Sizeof(*(*N)(nil))]int
}
