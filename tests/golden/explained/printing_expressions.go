// flags: -m=2
// Calls, selectors, slices, assertions, method expressions.
package p

type Inner struct{ a int }

func (i Inner) Get() int           { return i.a }
func (i *Inner) Ptr(n ...int) *int { return &i.a }

type Outer struct {
	Inner
	q *Inner
}

type I interface{ M(int) int }

var sink any

func variadic(xs ...any) int { return 0 }

func f(o Outer, p *Outer, i I, s []int, m map[string]int, x any, b []byte) {
	sink = o.a
	sink = p.a
	sink = p.q.a
	sink = o.Get()
	sink = p.Get()
	sink = p.Ptr()
	sink = p.Ptr(1, 2)
	sink = p.Ptr(s...)
	sink = o.Get
	sink = Inner.Get
	sink = (*Inner).Ptr
	sink = i.M(1)
	sink = i.M
	sink = s[1:2:3]
	sink = s[:]
	sink = s[1]
	sink = m["k"]
	sink = x.(int)
	sink = x.(I)
	sink = variadic()
	sink = variadic(1, x)
	sink = append(b, 1)
	sink = append(b, "x"...)
	sink = append([]int(nil), s...)
	sink = make([]int, 1, 2)
	sink = make(map[int]string)
	sink = make(map[int]string, 3)
	sink = make(chan int)
	sink = &s[1]
	sink = &p.q.a
	sink = copy(s, s)
	sink = cap(s)
	sink = int64(s[0]) + 1
	sink = s[0] << 2
	sink = float64(s[0])
}
