// Temporaries of an instance are numbered when their values have been read, which may have made others.
package p

type G[P any] struct{ x *func() }

func (r *G[P]) M3() {}
func (r *G[P]) M5(f func()) (any, *int) { return nil, nil }
func two[P any](f func()) (P, *int) { return *new(P), nil } // want "new(<node DYNAMICTYPE>) does not escape"
func (r *G[P]) M4() {
	var v5 G[P] // want "moved to heap: v5"
	r.x = new(v5.M3) // want "moved to heap: .autotmp_5"
	a, b := two[P](v5.M3)
	_, _ = a, b
	r.x = new(v5.M3) // want "moved to heap: .autotmp_14"
	c, d := r.M5(new(G[P]).M3) // want "new(<node DYNAMICTYPE>) does not escape"
	_, _ = c, d
	go r.M5(new(G[P]).M3) // want "new(<node DYNAMICTYPE>) escapes to heap"
	r.x = new(v5.M3) // want "moved to heap: .autotmp_28"
	defer r.M5(new(G[P]).M3) // want "new(<node DYNAMICTYPE>) does not escape"
	r.x = new(v5.M3) // want "moved to heap: .autotmp_36"
}

var g G[int]
