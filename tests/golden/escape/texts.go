package p

import "unsafe"

type T struct {
	a int
	e struct{ b int }
	f func(int) T
	s []T
	m map[string]T
	p *T
}
type Str string
type B byte
type C complex128

func use(xs ...any) {} // want "xs does not escape"
func (t T) v(i int) T    { return t } // want "leaking param: t to result ~r0 level=0"
func (t *T) w(i ...int) *T { return t } // want "leaking param: t to result ~r0 level=0" "i does not escape"

const k = 1 << 3

func texts(x, y int, b bool, u uint8, s string, t T, p *T, c chan int, f func() int, i interface{ M(int) int }, bs []byte, pp **int, g float64) { // want "s does not escape" "leaking param: t" "leaking param: p" "c does not escape" "f does not escape" "leaking param: i" "bs does not escape" "pp does not escape"
	use(x+y*2, (x+y)*2, x-(y-1), (x)*(y), x<<2, x<<u, x&^y|x^y, x%y/x) // want "... argument does not escape" "x + y * 2 does not escape" "(x + y) * 2 does not escape" "x - (y - 1) does not escape" "x * y does not escape" "x << uint(2) does not escape" "x << u does not escape" "x &^ y | x ^ y does not escape" "x % y / x does not escape"
	use(-x, -(-x), +x, ^x, !b, !(x == y), b && b || !b, x < y, x >= y, x != y) // want "... argument does not escape" "-x does not escape" "- (-x) does not escape" "+x does not escape" "^x does not escape" "!b does not escape" "!(x == y) does not escape" "b && b || !b does not escape" "x < y does not escape" "x >= y does not escape" "x != y does not escape"
	use(t.a, p.a, t.e.b, p.e.b, t.f(1), p.f(1).a, t.v(1), p.v(1), p.w(), p.w(1, 2), t.w(1).a) // want "... argument does not escape" "t.a does not escape" "p.a does not escape" "t.e.b does not escape" "p.e.b does not escape" "t.f(1) does not escape" "p.f(1).a does not escape" "T.v(t, 1) does not escape" "T.v(p, 1) does not escape" "... argument does not escape" "(*T).w(t, ... argument...).a does not escape" "... argument does not escape"
	use(t.s[0], t.s[x+1], t.s[1:], p.s[:x], t.s[x:y:3], t.m["a"], s[0], s[1:x], t.s) // want "... argument does not escape" "t.s[0] does not escape" "t.s[x + 1] does not escape" "t.s[1:] does not escape" "p.s[:x] does not escape" "t.s[x:y:3] does not escape" `t.m["a"] does not escape` "s[0] does not escape" "s[1:x] does not escape" "t.s does not escape"
	use(*p, **pp, &x, &t.a, &t.s[0], (*p).a, (**pp)+1) // want "... argument does not escape" "*p does not escape" "*(*pp) does not escape" "(*p).a does not escape" "*(*pp) + 1 does not escape"
	use(<-c, len(s), cap(bs), len(t.s)+1, f(), f()+1, i.M(2), min(x, y), max(x, 1, y), real(1i*C(complex(g, g)))) // want "... argument does not escape" "<-c does not escape" "len(s) does not escape" "cap(bs) does not escape" "len(t.s) + 1 does not escape" "f() does not escape" "f() + 1 does not escape" "i.M(2) does not escape" "min(x, y) does not escape" "max(x, 1, y) does not escape" "real(C((0 + 1i)) * C(complex(g, g))) does not escape"
	use(string(bs), []byte(s), Str(s), int64(x)+1, B(u), float32(x), uintptr(x), any(x), interface{}(s), (func())(nil)) // want "... argument does not escape" "string(bs) does not escape" "string(bs) does not escape" "([]byte)(s) does not escape" "([]byte)(s) does not escape" "zero-copy string->[]byte conversion" "Str(s) does not escape" "int64(x) + int64(1) does not escape" "B(u) does not escape" "float32(x) does not escape" "uintptr(x) does not escape" "any(x) does not escape" "(interface {})(s) does not escape"
	use(s+"a", "a"+s+s, (s+s)[0], len(s+s), s+s < "x") // want "... argument does not escape" `s + "a" does not escape` `s + "a" does not escape` `"a" + s + s does not escape` `"a" + s + s does not escape` "(s + s)[0] does not escape" "s + s does not escape" "len(s + s) does not escape" "s + s does not escape" `(s + s) < "x" does not escape` "s + s does not escape"
	use(func() {}, func() int { return 1 }(), &T{}, &T{a: 1}, T{a: 1}, []int{1}, [2]int{}, [...]int{1}, map[int]int{}, struct{ x int }{1}) // want "... argument does not escape" "func literal does not escape" "(func literal)() does not escape" "func literal does not escape" "&T{} does not escape" "&T{...} does not escape" "T{...} does not escape" "[]int{...} does not escape" "[]int{...} does not escape" "[2]int{} does not escape" "[1]int{...} does not escape" "map[int]int{} does not escape" "struct { x int }{...} does not escape"
	use(new(int), new(T), make([]int, x), make([]int, x, y+1), make(map[int]int, x), make(chan int, x), append(bs, 1), append(bs, bs...)) // want "... argument does not escape" "new(int) does not escape" "new(T) does not escape" "make([]int, x) does not escape" "make([]int, x) does not escape" "make([]int, x, y + 1) does not escape" "make([]int, x, y + 1) does not escape" "make(map[int]int, x) does not escape" "append(bs, byte(1)) does not escape" "append does not escape" "append(bs, bs...) does not escape" "append does not escape"
	use(1, 1.5, 'a', '\n', '\x00', '\u00e9', '\U0010ffff', "x", true, 1i, int8(3), byte('c'), rune('d'), int32('b'), uint64(1<<63), Str("x"), B(3), k, 1e100, 1e-7, 123456789.123, float32(1.25), complex64(2+3i), 3/2.0, 1.0) // want "... argument does not escape" "1 does not escape" "1.5 does not escape" "'a' does not escape" `'\n' does not escape` `'\x00' does not escape` "'é' does not escape" `'\U0010ffff' does not escape` `"x" does not escape` "true does not escape" "(0 + 1i) does not escape" "int8(3) does not escape" "byte(99) does not escape" "'d' does not escape" "int32(98) does not escape" "uint64(9223372036854775808) does not escape" `Str("x") does not escape` "B(3) does not escape" "8 does not escape" "1e+100 does not escape" "1e-07 does not escape" "1.23457e+08 does not escape" "float32(1.25) does not escape" "complex64((2 + 3i)) does not escape" "1.5 does not escape" "1 does not escape"
	use("0123456789012345678901234567890123456789012345678901234567890123456789012345", "a\tb\x00\xffé\"") // want "... argument does not escape" `"01234567890123456789012345678901234567890123456789012345678901234567... does not escape` `"a\tb\x00\xffé\"" does not escape`
	use(unsafe.Pointer(p), uintptr(unsafe.Pointer(p)), unsafe.Sizeof(x), unsafe.Slice(&x, 3), unsafe.String(&u, 3), unsafe.StringData(s), unsafe.SliceData(bs), unsafe.Add(unsafe.Pointer(p), 3)) // want "... argument does not escape" "uintptr(unsafe.Pointer(p)) does not escape" "uintptr(8) does not escape" "unsafe.Slice(&x, 3) does not escape" "<node unsafe.String> does not escape"
	use(nil, error(nil), i, T.v, (*T).w, t.v, p.w, texts, f, i.M) // want "... argument does not escape" "t.v does not escape" "p.w does not escape" "i.M does not escape"
	use(i.(interface{ N() }), any(x).(int), any(x).(*T), [2]byte(bs), (*[2]byte)(bs), copy(bs, s), recover(), T.v(t, 2), (*T).w(p)) // want "... argument does not escape" "any(x).(int) does not escape" "any(x) does not escape" "any(x) does not escape" "([2]byte)(bs) does not escape" "copy(bs, s) does not escape" "T.v(t, 2) does not escape"
	use(struct { // want "... argument does not escape"
		A  int `json:"a"`
		bb string
		T
	}{}, func(a int, b ...string) (c error) { return nil }, map[string][]*T{}, [][2]chan<- int{}, []<-chan (chan int){}, interface{ M(int) int }(i)) // want "b does not escape" `struct { A int "json:\"a\""; bb string; T }{} does not escape` "func literal does not escape" "map[string][]*T{} does not escape" "[][2]chan<- int{} does not escape" "[][2]chan<- int{} does not escape" "[]<-chan chan int{} does not escape" "[]<-chan chan int{} does not escape"
	use(x == y == b, -x*y, (-x)*(-y), !b == b, (x+y)<<u, <-c+1, *&x, &*p, [3]int{1, 2, 3}[x], "abc"[x], (&T{}).a, (&T{}).p.a) // want "... argument does not escape" "x == y == b does not escape" "-x * y does not escape" "-x * -y does not escape" "!b == b does not escape" "(x + y) << u does not escape" "<-c + 1 does not escape" "*(&x) does not escape" "[3]int{...}[x] does not escape" `"abc"[x] does not escape` "(&T{}).a does not escape" "&T{} does not escape" "(&T{}).p.a does not escape" "&T{} does not escape"
}
