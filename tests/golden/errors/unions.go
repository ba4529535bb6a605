// Terms of unions and the type sets they make.
package p

type I interface{ m() }

func f1[P any, Q int | P]()  {} // error "term cannot be a type parameter"
func f2[P any, Q int | ~P]() {} // error "type in term ~P cannot be a type parameter"

type (
	A int
	U interface{ ~A } // error "invalid use of ~ (underlying type of A is int)"
	V interface{ int | ~int } // error "overlapping terms ~int and int"
	W interface{ int | I } // error "cannot use p.I in union (p.I contains methods)"
)

func empty[T interface {
	int
	string
}](x T) {
	_ = x == x // error "invalid operation: x == x (empty type set)"
}

var _ = [1.5]int{} // error "array length 1.5 (untyped float constant) must be integer"

func g(x any) {
	switch x.(type) {
	case (nil), int:
	case Box: // error "cannot use generic type Box[P any] without instantiation"
	case *Box: // error "cannot use generic type Box[P any] without instantiation"
	}
	len.f() // error "invalid use of len (built-in) in selector expression" "too many errors"
	_ = x[0]
}

type Box[P any] struct{}
