// Bodies are read from the last declared function to the first, so that orphan literals of later
// functions come first.
package p

func f1() { _ = func(a *int) { println(*a) } } // want "a does not escape" "func literal does not escape"
func f2() { _ = func(b *int) { println(*b) } } // want "b does not escape" "func literal does not escape"
func f3() { use(func(c *int) { println(*c) }, func(d *int) { println(*d) }) } // want "c does not escape" "d does not escape" "func literal does not escape" "func literal does not escape"

func use(f, g func(*int)) {} // want "f does not escape" "g does not escape"
