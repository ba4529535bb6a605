// Pointers through interfaces, type assertions and errors.
package p

type E struct{ msg *string }

func (e *E) Error() string { return *e.msg } // want "leaking param: e to result ~r0 level=2"

type V struct{ a, b int }

func (v V) Error() string { return "v" }

var last error

func wrap(s string) error { return &E{&s} } // want "moved to heap: s" "&E{...} escapes to heap"
func value(a int) error   { return V{a, 1} } // want "V{...} escapes to heap"
func unwrap(e error) *string { // want "leaking param: e to result ~r0 level=1"
	if x, ok := e.(*E); ok {
		return x.msg
	}
	return nil
}
func assert(i any) *int    { return i.(*int) } // want "leaking param: i to result ~r0 level=0"
func assertStruct(i any) V { return i.(V) } // want "i does not escape"
func through(p *int) *int  { var i any = p; return i.(*int) } // want "leaking param: p to result ~r0 level=0"
func throughStruct(p *string) *string { // want "leaking param: p to result ~r0 level=0"
	var i any = E{p}
	return i.(E).msg
}
func store(e error) { last = e } // want "leaking param: e"
func local() bool {
	x := 1
	var i any = &x
	_, ok := i.(*int)
	return ok
}
func eq(a, b any) bool { return a == b } // want "a does not escape" "b does not escape"
func call() bool       { x, y := 1, 2; return eq(x, &y) } // want "1 does not escape"
