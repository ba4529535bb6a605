// Cases of switches that are there twice, or can never be.
package p

func f(x int, u float64, s string) {
	switch x {
	case 1, 2, 1, 'a', 97: // error "duplicate case 1 (constant of type int) in expression switch" "duplicate case 97 (constant of type int) in expression switch"
	case "a": // error `cannot convert "a" (untyped string constant) to type int`
	case x == 1: // error "cannot convert x == 1 (untyped bool value) to type int"
	}
	switch u {
	case 0.1, 1.0 / 10: // error "duplicate case 1.0 / 10 (constant 0.1 of type float64) in expression switch"
	}
	switch s {
	case "b" + "c", "bc": // error `duplicate case "bc" (constant of type string) in expression switch`
	case nil: // error "cannot convert nil to type string"
	}
	switch true {
	case true, true, 1: // error "cannot convert 1 (untyped int constant) to type bool"
	}
	switch {
	case x: // error "invalid case x in switch on true (mismatched types int and bool)"
	case true, true:
	}
}
