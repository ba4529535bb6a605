// Methods with invalid types in their signatures: what follows from them is not reported.
package p

type A int

func (a A) String() undefined { return "" } // error "undefined: undefined"

type S interface{ String() string }

var _ S = A(1)
var _ = S(A(2))
var _ = S(nil).(A)

func f() (A, int) { return 1 } // error "not enough return values"
func g(x A, y undefined) { g(1); g(1, 2, 3) } // error "undefined: undefined" "not enough arguments in call to g" "too many arguments in call to g"
func h() (undefined, int) { return 1 } // error "undefined: undefined" "not enough return values"
