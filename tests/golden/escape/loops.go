package p

func f1() {
	var l *int
	for {
		l = new(int) // want "new(int) escapes to heap"
		_ = *l
	}
}
func f5() {
	for {
		l := new(int) // want "new(int) does not escape"
		_ = *l
	}
}
func backward() {
	var l *int
again:
	l = new(int) // want "new(int) escapes to heap"
	_ = *l
	goto again
}
func forward(c bool) {
	var l *int
	if c {
		goto end
	}
	l = new(int) // want "new(int) does not escape"
	_ = *l
end:
}
func breakOnly() {
	var l *int
outer:
	for {
		l = new(int) // want "new(int) escapes to heap"
		_ = *l
		break outer
	}
}
func blockLabel() {
	var l *int
	{
	again:
		l = new(int) // want "new(int) escapes to heap"
		if *l == 0 {
			goto again
		}
	}
	l = new(int) // want "new(int) escapes to heap"
}
func inIf(c bool) {
	var l *int
	if c {
	again:
		goto again
	}
	l = new(int) // want "new(int) does not escape"
	_ = l
}
func ranges(xs []*int, m map[string]*int, a [2]*int, pa *[2]*int, c chan *int, s string) (r *int) { // want "leaking param: xs to result r level=1" "leaking param: m to result r level=1" "leaking param: a to result r level=0" "leaking param: pa to result r level=1" "c does not escape" "s does not escape"
	for _, x := range xs {
		r = x
	}
	for _, x := range m {
		r = x
	}
	for _, x := range a {
		r = x
	}
	for _, x := range pa {
		r = x
	}
	for x := range c {
		r = x
	}
	for range s {
	}
	return
}
func rangeAddr(xs []int) (r []*int) { // want "xs does not escape"
	for _, x := range xs { // want "moved to heap: x"
		r = append(r, &x) // want "append escapes to heap"
	}
	for i := range xs { // want "moved to heap: i"
		r = append(r, &i) // want "append escapes to heap"
	}
	for i := 0; i < 3; i++ { // want "moved to heap: i"
		r = append(r, &i) // want "append escapes to heap"
	}
	return
}
func rangeAssign(xs []int, p *int) { // want "leaking param content: xs" "p does not escape"
	var x int
	for _, x = range xs {
		println(&x)
	}
	for _, *p = range xs {
	}
}
func post() {
	var p *int
	for ; ; p = new(int) { // want "new(int) escapes to heap"
		_ = p
	}
}
func makeInLoop() {
	for {
		s := make([]int, 10) // want "make([]int, 10) does not escape"
		_ = s
		m := map[int]int{} // want "map[int]int{} does not escape"
		_ = m
	}
}
func outerSlice() {
	var s []int
	for {
		s = make([]int, 10) // want "make([]int, 10) escapes to heap"
		_ = s
	}
}
func appends() {
	var s []int
	for i := range 10 {
		s = append(s, i) // want "append does not escape"
	}
	_ = s
}
func appendEscapes() []int {
	var s []int
	for i := range 10 {
		s = append(s, i) // want "append escapes to heap"
	}
	return s
}
func continues() {
	for i := 0; i < 3; i++ {
		if i == 1 {
			continue
		}
		defer func() { println(i) }() // want "func literal escapes to heap"
	}
}
func labelled() {
outer:
	for i := 0; i < 3; i++ { // want "moved to heap: i"
		for j := 0; j < 3; j++ {
			if i == j {
				continue outer
			}
			defer func() { println(i, j) }() // want "func literal escapes to heap"
		}
	}
}
