// Calls, selectors, slices, assertions, method expressions.
package p

type Inner struct{ a int }

func (i Inner) Get() int           { return i.a }
func (i *Inner) Ptr(n ...int) *int { return &i.a } // want "leaking param: i to result ~r0 level=0" "n does not escape"

type Outer struct {
	Inner
	q *Inner
}

type I interface{ M(int) int }

var sink any

func variadic(xs ...any) int { return 0 } // want "xs does not escape"

func f(o Outer, p *Outer, i I, s []int, m map[string]int, x any, b []byte) { // want "o does not escape" "leaking param: p" "leaking param: i" "leaking param: s" "m does not escape" "leaking param: x" "leaking param: b"
	sink = o.a // want "o.Inner.a escapes to heap"
	sink = p.a // want "p.Inner.a escapes to heap"
	sink = p.q.a // want "p.q.a escapes to heap"
	sink = o.Get() // want "Inner.Get(o.Inner) escapes to heap"
	sink = p.Get() // want "Inner.Get(p.Inner) escapes to heap"
	sink = p.Ptr()
	sink = p.Ptr(1, 2) // want "... argument does not escape"
	sink = p.Ptr(s...)
	sink = o.Get // want "o.Inner.Get escapes to heap"
	sink = Inner.Get
	sink = (*Inner).Ptr
	sink = i.M(1) // want "i.M(1) escapes to heap"
	sink = i.M // want "i.M escapes to heap"
	sink = s[1:2:3] // want "s[1:2:3] escapes to heap"
	sink = s[:] // want "s[:] escapes to heap"
	sink = s[1] // want "s[1] escapes to heap"
	sink = m["k"] // want `m["k"] escapes to heap`
	sink = x.(int) // want "x.(int) escapes to heap"
	sink = x.(I)
	sink = variadic() // want "variadic(nil...) escapes to heap"
	sink = variadic(1, x) // want "variadic(... argument...) escapes to heap" "... argument does not escape" "1 does not escape"
	sink = append(b, 1) // want "append(b, byte(1)) escapes to heap" "append escapes to heap"
	sink = append(b, "x"...) // want `append(b, "x"...) escapes to heap` "append escapes to heap"
	sink = append([]int(nil), s...) // want "append(([]int)(nil), s...) escapes to heap" "append escapes to heap"
	sink = make([]int, 1, 2) // want "make([]int, 1, 2) escapes to heap" "make([]int, 1, 2) escapes to heap"
	sink = make(map[int]string) // want "make(map[int]string) escapes to heap"
	sink = make(map[int]string, 3) // want "make(map[int]string, 3) escapes to heap"
	sink = make(chan int)
	sink = &s[1]
	sink = &p.q.a
	sink = copy(s, s) // want "copy(s, s) escapes to heap"
	sink = cap(s) // want "cap(s) escapes to heap"
	sink = int64(s[0]) + 1 // want "int64(s[0]) + int64(1) escapes to heap"
	sink = s[0] << 2 // want "s[0] << uint(2) escapes to heap"
	sink = float64(s[0]) // want "float64(s[0]) escapes to heap"
}
