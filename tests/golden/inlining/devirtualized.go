// flags: -l=0

// An inlined call shows the concrete type of its result.
package p

type getter interface{ get() *int }

type cell struct{ v int }

func (c *cell) get() *int { return &c.v } // want "can inline (*cell).get" "leaking param: c to result ~r0 level=0"

type pair struct{ getter }

func newCell() getter          { return &cell{3} } // want "can inline newCell" "&cell{...} escapes to heap"
func choose(b bool) getter     { if b { return &cell{1} }; return pair{&cell{2}} } // want "can inline choose" "&cell{...} escapes to heap" "pair{...} escapes to heap" "&cell{...} escapes to heap"
func open() (getter, error)    { return &cell{4}, nil } // want "can inline open" "&cell{...} escapes to heap"

func use(b bool) int {
	c := newCell() // want "inlining call to newCell" "&cell{...} does not escape"
	d, _ := open() // want "inlining call to open" "&cell{...} does not escape"
	e := choose(b) // want "inlining call to choose" "&cell{...} escapes to heap" "pair{...} escapes to heap" "&cell{...} escapes to heap"
	var f getter
	if b {
		f = newCell() // want "inlining call to newCell" "&cell{...} does not escape"
	}
	return *c.get() + *d.get() + *e.get() + *f.get() // want "devirtualizing c.get to *cell" "inlining call to (*cell).get" "devirtualizing d.get to *cell" "inlining call to (*cell).get" "devirtualizing f.get to *cell" "inlining call to (*cell).get"
}
