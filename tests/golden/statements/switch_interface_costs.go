// What clauses and comparisons of interfaces cost when inlining is decided (shows under -m=2).
package p

type E interface{}
type I interface{ M() }
type B bool
type S struct{ a int }
type CH chan int

func (S) M()  {}
func (B) M()  {}
func (CH) M() {}

func A() int {
	switch i := interface{}(true); { // want "(interface {})(true) does not escape"
	case i:
		return 1
	}
	return 0
}
func A2(i any, b bool, e E) int { // want "i does not escape" "e does not escape"
	switch {
	case b, i: // want "b does not escape"
		return 1
	case i, e, b: // want "b does not escape"
		return 2
	case e:
		return 3
	}
	return 0
}
func A3(i any, b bool, e E) int { // want "i does not escape" "e does not escape"
	switch true { // want "true does not escape"
	case b, i: // want "b does not escape"
		return 1
	case i, e, b: // want "b does not escape"
		return 2
	}
	return 0
}
func A4(i any, b bool, e E) int { // want "i does not escape" "e does not escape"
	switch b { // want "b does not escape"
	case i:
		return 1
	case e, b: // want "b does not escape"
		return 2
	}
	return 0
}
func A5(i any, x int, y I, s S) int { // want "i does not escape" "y does not escape"
	switch i {
	case x: // want "x does not escape"
		return 1
	case "x", 3, nil: // want `"x" does not escape` "3 does not escape"
		return 2
	case y, s: // want "s does not escape"
		return 3
	}
	return 0
}
func A6(i any, x int, y I, s S) int { // want "i does not escape" "y does not escape"
	switch y {
	case s: // want "s does not escape"
		return 1
	case nil, S{3}: // want "S{...} does not escape"
		return 2
	case y:
		return 3
	}
	return 0
}
func A7(i any, x int, y I, s S) int { // want "i does not escape" "y does not escape"
	switch s { // want "s does not escape"
	case y:
		return 1
	case i:
		return 2
	}
	return 0
}
func A8(i any, x int, y I, s S, b B) int { // want "i does not escape" "y does not escape"
	switch {
	case y == s, s == y: // want "s does not escape" "s does not escape"
		return 1
	case i == s, i == x, x == i, i == y, i == nil, y == nil: // want "s does not escape" "x does not escape" "x does not escape"
		return 2
	}
	return 0
}
func A9(y I, b B) int { // want "y does not escape"
	switch b { // want "b does not escape"
	case y:
		return 1
	case true: // want "B(true) does not escape"
		return 2
	}
	return 0
}
func A10(c chan int, r <-chan int, ch CH, i any, y I) int { // want "c does not escape" "r does not escape" "ch does not escape" "i does not escape" "y does not escape"
	switch c {
	case r:
		return 1
	case ch:
		return 2
	case i:
		return 3
	}
	switch ch {
	case y:
		return 3
	}
	switch i {
	case c:
		return 3
	}
	return 0
}
func A11(i any, a [2]any, s struct{ x any }, f func(), p *int, m map[int]int) bool { // want "i does not escape" "a does not escape" "s does not escape" "f does not escape" "p does not escape" "m does not escape"
	return i == a || i == s || a == [2]any{1, 2} || s == struct{ x any }{3} || i == p || p == i || f == nil || m == nil // want "a does not escape" "s does not escape" "1 does not escape" "2 does not escape" "3 does not escape"
}
func A12(i any, j any, y I, z I) bool { return i == j && y == z && i != y && y != i } // want "i does not escape" "j does not escape" "y does not escape" "z does not escape"
func A13(i any) bool                  { return i == 3 || i == "x" || 3.5 == i || i == true } // want "i does not escape" "3 does not escape" `"x" does not escape` "3.5 does not escape" "true does not escape"
func A14[T comparable](i any, t T, u T) bool { return t == u || i == t || t == i || any(t) == i } // want "t does not escape" "t does not escape" "any(t) does not escape" "t does not escape" "t does not escape" "any(t) does not escape"
func A15[T comparable](i any, t T, u T) int {
	switch t {
	case u:
		return 1
	}
	switch i {
	case t: // want "t does not escape"
		return 2
	}
	switch {
	case t == u:
		return 2
	case i == t: // want "t does not escape"
		return 3
	}
	return 4
}
func A16[T interface{comparable; I}](i any, t T, u I) int {
	switch u {
	case t: // want "t does not escape"
		return 1
	}
	switch i {
	case t, u: // want "t does not escape"
		return 2
	}
	switch {
	case u == I(t): // want "u == I(t) does not escape" "I(t) does not escape" "u == I(t) does not escape"
		return 3
	case i == any(t), any(true): // want "i == any(t) does not escape" "any(t) does not escape" "any(true) does not escape" "i == any(t) does not escape" "any(true) does not escape"
		return 4
	}
	return 5
}
func A17[T any](i any, t T) int {
	switch {
	case any(t), i, any(t) == nil: // want "any(t) does not escape" "any(t) == nil does not escape" "any(t) does not escape" "any(t) does not escape" "any(t) == nil does not escape" "any(t) does not escape" "any(t) == nil does not escape"
		return 1
	}
	return 0
}
func use() {
	A14[int](1, 2, 3) // want "1 does not escape"
	A14[any](1, 2, 3) // want "1 does not escape" "2 does not escape" "3 does not escape"
	A14[string](1, "", "") // want "1 does not escape"
	A15[int](1, 2, 3) // want "1 does not escape"
	A15[any](1, 2, 3) // want "1 does not escape" "2 does not escape" "3 does not escape"
	A15[I](1, nil, nil) // want "1 does not escape"
	A16[S](1, S{}, nil) // want "1 does not escape"
	A16[I](1, S{}, nil) // want "1 does not escape" "S{} does not escape"
	A17[int](1, 1) // want "1 does not escape"
	A17[bool](1, true) // want "1 does not escape"
	A17[any](1, true) // want "1 does not escape" "true does not escape"
}
func A18(i any) { // want "i does not escape"
	switch i {
	case 1, 2, 3: // want "1 does not escape" "2 does not escape" "3 does not escape"
	case "x": // want `"x" does not escape`
	default:
	}
	switch x := i; x {
	case nil:
	}
	for i == nil || i != 3.5 { // want "3.5 does not escape"
		return
	}
	if i == (S{}) || i == B(true) { // want "S{} does not escape" "B(true) does not escape"
		return
	}
}
func A19(i any) int { // want "i does not escape"
	switch i.(type) {
	case nil:
		return 1
	case I, S:
		return 2
	case int:
		return 3
	}
	switch x := i.(type) {
	case nil:
		return 1
	case I, S:
		_ = x
		return 2
	case int:
		return x
	}
	return 3
}
func A20[T any](i any, y I) int {
	switch x := i.(type) {
	case T:
		_ = x
		return 1
	case []T, int:
		return 2
	}
	switch y.(type) {
	case interface {
		I
		N(T)
	}:
		return 3
	case S:
		return 2
	}
	return 1
}
func use2() {
	A20[int](1, nil) // want "1 does not escape"
	A20[I](1, nil) // want "1 does not escape"
}
