// A local that only holds a literal and is never read disappears; `_ = f` is a use.
package p

func f1()      { h := func(c *int) {}; func() { _ = h }() } // want "c does not escape" "func literal does not escape" "func literal does not escape"
func f2()      { _ = func(c *int) {} } // want "c does not escape" "func literal does not escape"
func f3()      { h := func(c *int) {}; _ = h } // want "c does not escape" "func literal does not escape"
func f4()      { h := func(c *int) {}; h(nil) } // want "c does not escape" "func literal does not escape"
func f5(x int) { h := func() { x++ }; h = nil; _, y := h, 1; _ = y }
func f6()      { var a, b = func(c *int) {}, 1; _, _ = b, a } // want "c does not escape" "func literal does not escape"
