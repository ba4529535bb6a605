// Cases of type switches that are there twice, or can never be; variables of the guard.
package p

func f(x any) {
	switch x.(type) {
	case nil, nil: // error "duplicate case nil in type switch"
	case int, string, int: // error "duplicate case int in type switch"
	}
	switch x := x.(type) { // error "x declared and not used"
	case int:
	case undefinedT: // error "undefined: undefinedT"
	}
	switch _ := x.(type) { // error "no new variable on left side of :="
	}
	switch y := x.(type) { // error "y declared and not used"
	}
}

type I interface{ m() }
type T struct{}

func (*T) m() {}

func g[P any](x I, y P) {
	switch x.(type) {
	case T, *T, int, error: // error "impossible type switch case: T" "impossible type switch case: int"
	}
	switch any(y).(type) {
	case P, []P, []P: // error "duplicate case []P in type switch"
	}
	switch y.(type) { // error "cannot use type switch on type parameter value y (variable of type P constrained by any)" "too many errors"
	}
}
