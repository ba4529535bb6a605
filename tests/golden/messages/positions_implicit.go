// An implicit conversion stands where its operand stands as written, parentheses included.
package p

var sink any

func one() int { return 1 }

func two() (int, string) { return 1, "" }

func take(a, b any) {} // want "a does not escape" "b does not escape"

func f(x int, s string) { // want "s does not escape"
	sink = (1 + 2) // want "3 escapes to heap"
	sink = -5 // want "-5 escapes to heap"
	sink = 1 << 40 // want "1099511627776 escapes to heap"
	sink = int32(4) // want "int32(4) escapes to heap"
	sink = (x) // want "x escapes to heap"
	sink = one() // want "one() escapes to heap"
	sink = (one()) // want "one() escapes to heap"
	sink = x + x // want "x + x escapes to heap"
	sink = T{x}.a // want "T{...}.a escapes to heap"
	take(two()) // want ".autotmp_2 does not escape" ".autotmp_3 does not escape"
	var a, b any = two() // want ".autotmp_6 does not escape" ".autotmp_7 does not escape"
	_, _ = a, b
	sink, sink = two() // want ".autotmp_8 escapes to heap" ".autotmp_9 escapes to heap"
}

func g() (any, any) { return two() } // want ".autotmp_2 escapes to heap" ".autotmp_3 escapes to heap"

type T struct{ a int }
