// The cost walk stops as soon as the budget is exceeded: clauses and keys count when they are reached.
// Literals that it met are remarked on before others.
// flags: -l=0
package p

var c chan *int
var f func()

func clauses(x int) {
	var p *int
	select {
	case v, ok := <-c:
		_, _ = v, ok
		f()
		p = v
		func(q *int) { x++ }(p) // want "can inline clauses.func1" "inlining call to clauses.func1"
	case v := <-c:
		p = v
	case c <- p:
	case <-c:
		f()
		f()
	}
	func() { x-- }() // want "can inline clauses.func2" "inlining call to clauses.func2"
}

type T struct {
	a, b, c func()
	d    int
}

func keys(x int) T { // want "moved to heap: x"
	t := T{a: func() { x++ }, b: func() {}, d: func() int { return x }(), c: func() { x-- }} // want "can inline keys.func2" "can inline keys.func3" "can inline keys.func1" "can inline keys.func4" "inlining call to keys.func3" "func literal escapes to heap" "func literal escapes to heap" "func literal escapes to heap"
	f()
	func() { x++ }() // want "can inline keys.func5" "inlining call to keys.func5"
	f()
	func() { x-- }() // want "can inline keys.func6" "inlining call to keys.func6"
	return t
}
