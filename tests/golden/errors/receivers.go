// Receivers that declare type parameters, and methods that may not be defined.
package p

type T[P any] struct{}

func (T[int]) m1() {}

func (T[*int]) m2() {} // error "receiver type parameter *int must be an identifier"

func (T[P, Q]) m3() {} // error "receiver declares 2 type parameters, but receiver base type declares 1"

type instance = T[int]

func (instance) m4()  {} // error "cannot define new methods on instantiated type T[int]"
func (*instance) m5() {} // error "cannot define new methods on instantiated type T[int]"

type generic[P any] = T[P]

func (generic[P]) m6() {} // error "cannot define new methods on generic alias type generic[P any]"

func named[int any](x int) { var y int = 0; _ = y } // error "cannot use 0 (untyped int constant) as int /* with int declared at receivers.go:21:12 */ value in variable declaration"

type own[P any] = P // error "cannot use type parameter declared in alias declaration as RHS"
