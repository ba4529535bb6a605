// What go and defer may not be followed by.
package p

func f() {
	defer 1 // error "expression in defer must be function call"
	go f // error "expression in go must be function call"
	defer int(1) // error "defer requires function call, not conversion int(1) (constant 1 of type int)"
	go len("a") // error `go discards result of len("a") (constant 1 of type int)`
	go append([]int{}, 1) // error "go discards result of append([]int{}, 1) (value of type []int)"
	defer (f()) // error "expression in defer must not be parenthesized"
	go func() {} // error "expression in go must be function call"
	defer panic // error "expression in defer must be function call"
	go f().x // error "expression in go must be function call" "f() (no value) used as value or type" "too many errors"
}
