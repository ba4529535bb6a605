// Targets of assignments, and values that fit nowhere.
package p

type S struct{ x int }

func f() S { return S{} }

func g() {
	var m map[string]S
	m["a"].x = 1 // error `cannot assign to struct field m["a"].x in map`
	f().x = 1 // error "cannot assign to f().x (neither addressable nor a map index expression)"
	S{}.x = 2 // error "cannot assign to S{}.x (neither addressable nor a map index expression)"
	(&S{}).x = 3
	_ = nil // error "use of untyped nil in assignment to _ identifier"
	x.y := 1 // error "undefined: x" "non-name x.y on left side of :="
	z, z := 1, 2 // error "z repeated on left side of :="
	var s string
	s -= "a" // error "invalid operation: operator - not defined on s (variable of type string)"
	s++ // error "invalid operation: s++ (non-numeric type string)"
	nil = 1 // error "cannot assign to nil (neither addressable nor a map index expression)" "too many errors"
}
