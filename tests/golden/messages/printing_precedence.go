// Parentheses of the source are forgotten and derived again from precedence.
package p

var sink any

func f(x, y int, b bool, p **int, c chan int, s, t string) { // want "leaking param content: p" "c does not escape" "s does not escape" "t does not escape"
	sink = (x) * (y) // want "x * y escapes to heap"
	sink = x - (y - 1) // want "x - (y - 1) escapes to heap"
	sink = (x + y) * 2 // want "(x + y) * 2 escapes to heap"
	sink = x<<2 | y&^3 // want "x << uint(2) | y &^ 3 escapes to heap"
	sink = -(-x) // want "- (-x) escapes to heap"
	sink = ^(x + 1) // want "^(x + 1) escapes to heap"
	sink = !(x == 2) // want "!(x == 2) escapes to heap"
	sink = **&p
	sink = x < y && (b || y > 3) // want "x < y && (b || y > 3) escapes to heap"
	sink = (s + t)[0] // want "(s + t)[0] escapes to heap" "s + t does not escape"
	sink = (s + t) < "x" // want `(s + t) < "x" escapes to heap` "s + t does not escape"
	sink = <-c // want "<-c escapes to heap"
	sink = <-(make(chan int)) // want "<-(make(chan int)) escapes to heap"
	sink = (make(map[int]int))[1] // want "(make(map[int]int))[1] escapes to heap" "make(map[int]int) does not escape"
	sink = (&T{}).x // want "(&T{}).x escapes to heap" "&T{} does not escape"
	sink = func() int { return 1 }() // want "(func literal)() escapes to heap" "func literal does not escape"
	sink = real(complex(1, float64(x))) // want "real(complex(1, float64(x))) escapes to heap"
	sink = len(s + t) // want "len(s + t) escapes to heap" "s + t does not escape"
	sink = min(x, y, 3) // want "min(x, y, 3) escapes to heap"
}

type T struct{ x int }
