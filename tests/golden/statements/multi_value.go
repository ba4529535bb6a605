// Multi-value calls go through temporaries.
package p

var sink any

func pair() (*int, any)  { return nil, nil }
func ints() (int, int)   { return 1, 2 }
func take(a *int, b any) {} // want "a does not escape" "b does not escape"
func anys(xs ...any)     {} // want "xs does not escape"

func f() (any, any) {
	a, b := pair()
	_, _ = a, b
	take(pair())
	anys(ints()) // want "... argument does not escape" ".autotmp_8 does not escape" ".autotmp_9 does not escape"
	var x any
	var y any
	x, y = ints() // want ".autotmp_12 does not escape" ".autotmp_13 does not escape"
	_, _ = x, y
	sink, _ = ints() // want ".autotmp_14 escapes to heap"
	return ints() // want ".autotmp_16 escapes to heap" ".autotmp_17 escapes to heap"
}

func comma(m map[string]*int, i any) (p *int, ok bool) { // want "m does not escape" "leaking param: i to result p level=0"
	p, ok = m["a"]
	var v any
	v, ok = m["b"]
	sink = v
	p, ok = i.(*int)
	sink, ok = i.(int) // want ".autotmp_11 escapes to heap"
	return
}
