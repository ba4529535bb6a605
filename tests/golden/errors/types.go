// Undefined names, mismatched types, wrong counts, unused variables.
package p

func f(a int) int {
	x := 1 // error "declared and not used: x"
	y := undefined1 // error "declared and not used: y" "undefined: undefined1"
	return "a" // error `cannot use "a" (untyped string constant) as int value in return statement`
}

func g() {
	f(1, 2) // error "too many arguments in call to f"
	f() // error "not enough arguments in call to f"
	var s string = 3 // error "declared and not used: s" "cannot use 3 (untyped int constant) as string value in variable declaration"
	for {
		break missing // error "break label not defined: missing"
	}
}
