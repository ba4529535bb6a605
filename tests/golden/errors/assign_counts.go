// As many values as variables; what is assigned to is not used by that.
package p

func g() (int, string) { return 1, "a" }

func a() {
	x, y := 1, 2 // error "declared and not used: x"
	x, y = y // error "assignment mismatch: 2 variables but 1 value"
}

func b() {
	a, b := 1, 2, 3 // error "declared and not used: a" "declared and not used: b" "assignment mismatch: 2 variables but 3 values"
	f, _ := 1, 2 // error "declared and not used: f"
}

func c() {
	g := g() // error "declared and not used: g" "assignment mismatch: 1 variable but g returns 2 values"
}

func d() {
	var c, d = 1 // error "assignment mismatch: 2 variables but 1 value"
	c = 1, 2
	_, _ := 1, 2 // error "no new variables on left side of :=" "too many errors"
}
