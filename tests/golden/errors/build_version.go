//go:build go1.21

// The file sets the language version.
package p

func f() {
	for range 10 { // error "cannot range over 10 (untyped int constant): requires go1.22 or later (file declares //go:build go1.21)"
	}
	var s []int
	_ = [2]int(s)
	_ = new(1) // error "new(1) requires go1.26 or later (file declares //go:build go1.21)"
}
