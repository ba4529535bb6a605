package p

type I interface{ M(*int) *int }
type A struct{ x *int }
type V int

func (a *A) M(p *int) *int { return p } // want "a does not escape" "leaking param: p to result ~r0 level=0"
func (V) M(p *int) *int    { return nil } // want "p does not escape"

var sink any

func ts(x any) *int { // want "leaking param: x"
	switch y := x.(type) {
	case int:
		println(y)
	case *int:
		return y
	case []*int:
		return y[0]
	case error, string:
		sink = y
	case nil:
	default:
		_ = y
	}
	return nil
}
func ts2(x any) { // want "x does not escape"
	switch x.(type) {
	case int:
	}
	switch y := x.(type) {
	case int:
		_ = y
	}
	switch y := any(x).(type) {
	case int: // want "moved to heap: y"
		_ = &y
		sink = &y
	}
}
func asserts(x any) (*int, []*int, A) { // want "leaking param: x to result ~r0 level=0" "leaking param: x to result ~r1 level=1" "leaking param: x to result ~r2 level=0"
	p := x.(*int)
	s, ok := x.([]*int)
	_ = ok
	a := x.(A)
	return p, s, a
}
func e1() { x := 1; var i I = &A{}; i.M(&x) } // want "devirtualizing i.M to *A" "&A{} does not escape"
func e5(c bool) {
	x := 1 // want "moved to heap: x"
	var i I
	if c {
		i = &A{} // want "&A{} escapes to heap"
	} else {
		i = V(2) // want "V(2) escapes to heap"
	}
	i.M(&x)
}
func e6(c bool) {
	x := 1
	var i I
	if c {
		i = &A{} // want "&A{} does not escape"
	}
	i.M(&x) // want "devirtualizing i.M to *A"
}
func conv(a *A) I        { return a } // want "leaking param: a to result ~r0 level=0"
func convV(v V) I        { return v } // want "v escapes to heap"
func convI(i I) any      { return i } // want "leaking param: i to result ~r0 level=0"
func convA(i I) *A       { return i.(*A) } // want "leaking param: i to result ~r0 level=0"
func multi() (any, *int) { return 1, nil } // want "1 escapes to heap"
func uses() {
	a, b := multi()
	_, _ = a, b
	var i, j any = 1, "x" // want "1 does not escape" `"x" does not escape`
	_, _ = i, j
	c, ok := i.(int)
	_, _ = c, ok
	sink, _ = multi()
}

type Emb struct {
	A
	*V2
	I
}
type V2 struct{ y *int }

func (v *V2) N() *int { return v.y } // want "leaking param: v to result ~r0 level=1"
func embedded(e *Emb, f Emb, p *int) (*int, *int, *int) { // want "leaking param: e to result ~r0 level=2" "leaking param: f to result ~r1 level=1" "leaking param: p"
	f.x = p
	e.x = p
	return e.N(), f.N(), e.A.M(p)
}
