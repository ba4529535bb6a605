// Results of literals stay where they are called, unless the literal is called from who knows where.
package p

func f10() { var l *int; func() { l = new(int) }(); _ = *l } // want "func literal does not escape" "new(int) escapes to heap"
func k12() { var u int; fn := func() *int { return &u }; *fn() = 42 } // want "func literal does not escape"
func k10() { fn := func() *int { return new(int) }; p := fn(); _ = p } // want "new(int) escapes to heap" "func literal does not escape"

func lost() {
	var u int // want "moved to heap: u"
	unknown(func() *int { return &u }) // want "func literal escapes to heap"
}

func kept() {
	var u int
	call(func() *int { return &u }) // want "func literal does not escape"
}

func call(f func() *int) { f() } // want "f does not escape"

var unknown func(func() *int)
