// Values of one expression for several variables.
package p

func two() (int, int)               { return 0, 0 }
func four() (int, int, int, string) { return 0, 0, 0, "" }

func f(m map[string]int) {
	var s string
	var i int
	i, s = two() // error "cannot use 2nd function result (value of type int) as string value in multiple assignment"
	s, i = two() // error "cannot use 1st function result (value of type int) as string value in multiple assignment"
	i, s = 1, 2 // error "cannot use 2 (untyped int constant) as string value in multiple assignment"
	i, i, i, i = four() // error "cannot use 4th function result (value of type string) as int value in multiple assignment"
	s, _ = m[s] // error "cannot use m[s] (map index expression of type int) as string value in multiple assignment"
	_, i = m[s] // error "cannot use ok value of (comma, ok) expression (untyped bool value) as int value in multiple assignment"
	var a, b string = two() // error "cannot use 1st function result (value of type int) as string value in multiple assignment" "cannot use 2nd function result (value of type int) as string value in multiple assignment"
	_, _, _, _ = s, i, a, b
}
