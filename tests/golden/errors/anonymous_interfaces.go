// Interface literals that lead back to themselves without a defined type.
package p

type I1 = interface{ m() interface{ I1 } } // error "invalid recursive type: I1 refers to itself"
type I2 interface{ m() interface{ I2 } }
type I3 = interface{ m(I3) } // error "invalid recursive type: I3 refers to itself"
type I4 interface{ m() *interface{ n() I4 } }
type I5 interface{ m() func() []interface{ I5; x() } }
func f(x interface{ m() interface{ I2 } }) {}
var v interface { a() map[string]interface{ I6 } }
type I6 interface { b() struct { f interface{ I6 } } }
