// Type arguments make large types of short arrays, and of several fields.

package p

type direct[T any] struct{ c chan T } // error "channel element type too large (>64kB)"

type around[T any] struct { // error "channel element type too large (>64kB)"
	c chan [300]T
}

type pair[T any] struct { // error "channel element type too large (>64kB)"
	c chan struct{ a, b T }
}

var d direct[[300][300]byte]
var a around[[300]byte]
var p pair[[200][200]byte]
