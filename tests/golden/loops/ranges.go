// What range variables receive from each kind of operand.
package p

var sink *int

func f(s []*int, a [2]*int, pa *[2]*int, m map[*int]*int, c chan *int, str string) { // want "leaking param content: s" "leaking param: a" "leaking param content: pa" "leaking param content: m" "c does not escape" "str does not escape"
	for _, x := range s {
		sink = x
	}
	for _, x := range a {
		sink = x
	}
	for _, x := range pa {
		sink = x
	}
	for k, v := range m {
		sink, sink = k, v
	}
	for x := range c {
		sink = x
	}
	for range str {
	}
	for i := range 10 { // want "moved to heap: i"
		sink = &i
	}
}

func first(s []*int) *int { // want "leaking param: s to result ~r0 level=1"
	for _, x := range s {
		return x
	}
	return nil
}

func assign(s []int, t struct{ n *int }) { // want "s does not escape" "t does not escape"
	var i, x int
	for i, x = range s {
	}
	_, _ = i, x
	var arr [3]int
	for _, arr[1] = range s {
	}
	for range arr {
	}
}
