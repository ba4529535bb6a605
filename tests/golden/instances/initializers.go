// Instances mentioned by initialisers of package variables.
package p

type R[T any] struct {
	f  func() T
	xs []T
}

func NewR[T any](f func() T) *R[T] { return &R[T]{f: f} } // want "&R[go.shape.int]{...} escapes to heap" "&R[go.shape.*uint8]{...} escapes to heap"
func (r *R[T]) Get() T             { return r.f() }

var a = NewR(func() int { return 1 }) // want "func literal escapes to heap"
var b = NewR(func() *int { x := 1; return &x }) // want "moved to heap: x" "func literal escapes to heap"
var c R[string]
var d = id[int]
var e = (*R[int]).Get
var f = c.Get // want "c.Get escapes to heap"

func id[T any](x T) T { return x }
