// Shape names of more than 500 bytes are replaced by a hash.
package p

type big struct {
	aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa int
	bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb int
	cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc int
	dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd int
	eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee int
}

type Box[T any] struct{ v T }

func mk[T any](v T) *Box[T] { return &Box[T]{v} } // want "&Box[go.shape.bf424511f9ae7fb980019f182819c40d0594adb32fda38f990bc20f3ef80f78c]{...} escapes to heap" "&Box[go.shape.struct { p.x int; p.y int }]{...} escapes to heap" "&Box[go.shape.[]p.big]{...} escapes to heap"

var sink any

func f() {
	sink = mk(big{})
	sink = mk(struct{ x, y int }{})
	sink = mk([]big{}) // want "[]big{} escapes to heap"
}
