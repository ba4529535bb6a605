// `new` of an expression hides a variable; `new` of a type does not.
package p

var sink any

type T struct{ a int }

func one() int { return 1 }

func f(x int) *int {
	_ = new(3)
	_ = new(x + 1)
	sink = new(T{1}) // want "moved to heap: .autotmp_4"
	sink = new(one()) // want "moved to heap: .autotmp_5"
	p := new("s")
	_ = *p
	q := new(new(4))
	_ = **q
	return new(x) // want "moved to heap: .autotmp_11"
}
