package p

import "unsafe"

type T struct{ a int }

func (t T) V(x *int) *int   { return x } // want "leaking param: x to result ~r0 level=0"
func (t *T) P(x *int) *int  { return x } // want "t does not escape" "leaking param: x to result ~r0 level=0"

type O struct{ T }
type OP struct{ *T }
type OI struct{ I }
type I interface{ V(x *int) *int }
type B bool
type S string
type F func(*int) *int
type Bs []byte

var sink any
var gi I
var gs []any
var gb []byte

func get() *T                { return new(T) } // want "new(T) escapes to heap"
func getI() I                { return gi }
func two() (int, error)      { return 0, nil }
func fn() func(a ...any) any { return nil }

func methods(o O, op OP, oi OI, po *O) { // want "op does not escape" "leaking param: oi" "leaking param: po"
	o.V(nil)
	o.P(nil)
	op.V(nil)
	op.P(nil)
	oi.V(nil)
	po.V(nil)
	po.P(nil)
	get().V(nil)
	get().P(nil)
	getI().V(nil)
	f := o.V // want "o.T.V escapes to heap"
	g := po.P // want "po.T.P does not escape"
	h := oi.V // want "oi.I.V does not escape"
	sink = f
	f(nil)
	g(nil)
	h(nil)
	e1 := T.V
	e2 := (*T).P
	e3 := O.V
	e4 := (*O).P
	e5 := I.V
	e6 := (*O).V
	e7 := OI.V
	e1(T{}, nil)
	e2(nil, nil)
	e3(o, nil)
	e4(po, nil)
	e5(gi, nil)
	e6(po, nil)
	e7(oi, nil)
	sink = e7
	fn()(1, 2) // want "... argument escapes to heap" "1 escapes to heap" "2 escapes to heap"
	fn()()
	getI().V(get().V(nil))
	(*T).P(&T{1}, nil) // want "&T{...} does not escape"
	interface{ V(*int) *int }.V(gi, nil)
	func() {}() // want "func literal does not escape"
	F(nil)(nil)
	defer get().V(nil)
	defer getI().V(new(int)) // want "new(int) escapes to heap"
	go fn()(1, "a") // want "1 escapes to heap" `"a" escapes to heap` "... argument escapes to heap"
	go func(x *int) { sink = x }(new(int)) // want "leaking param: x" "func literal escapes to heap" "new(int) escapes to heap"
	defer recover()
	defer panic(1) // want "1 escapes to heap"
	defer println(1, "x", o.a)
	defer copy(gb, "abc")
	defer delete(map[int]int{}, 3) // want "map[int]int{} does not escape"
	defer close(make(chan int))
	go (&T{1}).P(nil) // want "&T{...} escapes to heap"
	defer T{1}.V(nil)
}

func conv(s string, bs []byte, n int, u uintptr, r rune) { // want "leaking param: s" "leaking param: bs" "moved to heap: n"
	sink = Bs(s) // want "Bs(s) escapes to heap" "Bs(s) escapes to heap"
	sink = string(Bs(s)) // want "string(Bs(s)) escapes to heap" "string(Bs(s)) escapes to heap" "Bs(s) does not escape" "zero-copy string->[]byte conversion"
	sink = []rune("añb") // want "[]rune{...} escapes to heap" "[]rune{...} escapes to heap"
	sink = []rune(s) // want "([]rune)(s) escapes to heap" "([]rune)(s) escapes to heap"
	sink = string(r) // want "string(r) escapes to heap" "string(r) escapes to heap"
	sink = S(s + "x") // want `S(s + "x") escapes to heap` `s + "x" escapes to heap`
	sink = [4]byte(bs) // want "([4]byte)(bs) escapes to heap"
	sink = *(*[4]byte)(bs) // want "*(*[4]byte)(bs) escapes to heap"
	sink = (*T)(unsafe.Pointer(u))
	sink = unsafe.Pointer(&n)
	sink = B(n == 2) // want "B(n == 2) escapes to heap"
	sink = n == 3 // want "n == 3 escapes to heap"
	sink = float32(n) * 1.5 // want "float32(n) * float32(1.5) escapes to heap"
	sink = uint8(n) + 'a' // want "uint8(n) + uint8(97) escapes to heap"
	sink = 1 << n // want "1 << n escapes to heap"
	sink = complex(1, 2) // want "(1 + 2i) escapes to heap"
	sink = 'x' // want "'x' escapes to heap"
	sink = -5 // want "-5 escapes to heap"
	sink = (1 + 2) // want "3 escapes to heap"
	var i8 int8 = 5
	sink = i8 << 2 // want "i8 << uint(2) escapes to heap"
	x, ok := sink.(int)
	sink, gs[0] = x, ok // want "x escapes to heap" "ok escapes to heap"
	var m map[string]*int
	sink, ok = m["a"]
	gs[1], gs[2] = m["b"] // want ".autotmp_14 escapes to heap"
	var c chan *int
	gs[1], gs[2] = <-c // want ".autotmp_17 escapes to heap"
	sink, _ = <-c
	sink, _ = two() // want ".autotmp_20 escapes to heap"
	gs[3], gs[4] = two() // want ".autotmp_22 escapes to heap"
	p, q := new(5), new("abc") // want "moved to heap: .autotmp_26"
	sink = p
	_ = q
	sink = new(n + 1) // want "moved to heap: .autotmp_28"
	sink = unsafe.String(&bs[0], n) // want "<node unsafe.String> escapes to heap"
	sink = unsafe.Slice(&n, 3) // want "unsafe.Slice(&n, 3) escapes to heap"
	sink = unsafe.StringData(s)
	sink = min(s, "b") // want `min(s, "b") escapes to heap`
	sink = max(n, 3) // want "max(n, 3) escapes to heap"
	sink = append(bs, s...) // want "append(bs, s...) escapes to heap" "append escapes to heap"
	sink = append(bs, 1, 2) // want "append(bs, byte(1), byte(2)) escapes to heap" "append escapes to heap"
	copy(bs, s)
	clear(m)
}

func sw(x any, n int, c chan any) { // want "leaking param: x" "c does not escape"
	switch x {
	case 1, "a": // want "1 does not escape" `"a" does not escape`
	case nil:
	case n: // want "n does not escape"
	}
	switch n {
	case 1, 2:
	}
	switch y := x.(type) {
	case nil:
		sink = y
	case int, string:
		sink = y
	case *T, *O:
		sink = y
	case []*T: // want "moved to heap: y"
		sink = &y
	case map[string]*T: // want "moved to heap: y"
		sink = &y
	case interface{ V(*int) *int }: // want "moved to heap: y"
		sink = &y
	case func(a int) *T: // want "moved to heap: y"
		sink = &y
	case struct{ a int }: // want "moved to heap: y"
		sink = &y
	default: // want "moved to heap: y"
		sink = &y
	}
	switch 5 {
	case 5:
		sink = n // want "n escapes to heap"
	case 6:
		sink = 6
	}
	switch {
	case true:
		sink = 7 // want "7 escapes to heap"
	case n == 1:
		sink = 8
	}
	const k = 3
	switch k {
	case 1:
		sink = 9
	}
	if false {
		sink = 10
	}
	if k == 3 || n == 1 {
		sink = 11 // want "11 escapes to heap"
	} else {
		sink = 12
	}
	if n == 1 || true {
		sink = 13 // want "13 escapes to heap"
	}
	for false {
		sink = 14
	}
	var e error
	var i I
	var ci chan int
	var ce chan error
	select {
	case x = <-ci: // want ".autotmp_16 escapes to heap"
	case v := <-ci:
		sink = v // want "v escapes to heap"
	case v, ok := <-ce:
		sink, sink = v, ok // want "ok escapes to heap"
	case x, gs[0] = <-ce: // want ".autotmp_23 escapes to heap"
		sink = 3 // want "3 escapes to heap"
	case e = <-ce:
	case <-ci:
	case c <- n: // want "n escapes to heap"
	case c <- "s": // want `"s" escapes to heap`
	}
	_, _ = e, i
	if gi == x {
	}
	if x == 3 { // want "3 does not escape"
	}
	if x == (T{1}) { // want "T{...} does not escape"
	}
	return
	sink = 15
}

func ret() (any, error) { return two() } // want ".autotmp_2 escapes to heap"
func ret2() (x any, err any) {
	x, err = two() // want ".autotmp_2 escapes to heap"
	return two() // want ".autotmp_4 escapes to heap"
}

type st struct {
	a    any
	p    *int
	next *st
	arr  [2]any
}

func lits(n int) { // want "moved to heap: n"
	sink = []*st{{a: n}, {p: &n}, nil} // want "[]*st{...} escapes to heap" "[]*st{...} escapes to heap" "&st{...} escapes to heap" "n escapes to heap" "&st{...} escapes to heap"
	sink = map[st]*st{{a: 1}: {a: 2}} // want "map[st]*st{...} escapes to heap" "1 escapes to heap" "&st{...} escapes to heap" "2 escapes to heap"
	sink = [...]any{3: n, 1: "x"} // want "[4]any{...} escapes to heap" "n escapes to heap" `"x" escapes to heap`
	sink = [][]any{{n}, {1, 2}} // want "[][]any{...} escapes to heap" "[][]any{...} escapes to heap" "[]any{...} escapes to heap" "n escapes to heap" "[]any{...} escapes to heap" "1 escapes to heap" "2 escapes to heap"
	sink = st{n, nil, &st{}, [2]any{1, n}} // want "st{...} escapes to heap" "n escapes to heap" "&st{} escapes to heap" "1 escapes to heap" "n escapes to heap"
	sink = struct{ E any }{n} // want "struct { E any }{...} escapes to heap" "n escapes to heap"
	var a [3]int // want "moved to heap: a"
	sink = a[:] // want "a[:] escapes to heap"
	pa := &a
	sink = pa[1:2] // want "pa[1:2] escapes to heap"
	sink = pa[1] // want "pa[1] escapes to heap"
	for i, v := range pa {
		sink, sink = i, v // want "i escapes to heap" "v escapes to heap"
	}
	for i := range n { // want "moved to heap: i"
		sink = &i
	}
	for i := range 10 {
		sink = i // want "i escapes to heap"
	}
	for i, r := range "abc" {
		sink, sink = i, r // want "i escapes to heap" "r escapes to heap"
	}
	n++
	sink = n // want "n escapes to heap"
	n <<= 3
	s := "x"
	s += "y" + s // want `"y" + s escapes to heap`
	sink = s // want "s escapes to heap"
}

func init() { sink = 1 } // want "1 escapes to heap"
func init() { sink = func() { sink = 2 } } // want "2 escapes to heap" "func literal escapes to heap"
func _()    { sink = 3 }

var a1, a2 any = two() // want ".autotmp_0 escapes to heap"
var a3, a4 = gs[0].(int)
var a5 any = 5
var a6 = func() *int { return new(int) }() // want "new(int) escapes to heap" "func literal does not escape"
var _ = get()
var _ any = new(int)
