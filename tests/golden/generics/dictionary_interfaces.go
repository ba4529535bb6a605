// Values that are interfaces already need no word of the dictionary to become others.
package p

type E[A, B any] struct {
	ok bool
	v  any
}

func Left[A, B any](v A) E[A, B] { return E[A, B]{true, v} } // want "v escapes to heap"

func Of[B any](b B) E[error, B] { return E[error, B]{false, b} }

func F[A, B any](a A, f func(A) B) E[A, B] { return Left[A, B](a) }

func G(err error) any { return F[error, int](err, nil) } // want "leaking param: err" "F[go.shape.interface { Error() string },go.shape.int](&.dict.F[error,int], err, nil) escapes to heap"
func H(err int) any   { return F[int, int](err, nil) } // want "F[go.shape.int,go.shape.int](&.dict.F[int,int], err, nil) escapes to heap"
func I[T any](x T) any {
	var m = map[string]any{"a": x} // want "map[string]any{...} escapes to heap"
	for _, m["b"] = range []T{x} { // want "[]go.shape.interface { Error() string }{...} does not escape"
	}
	return m
}

type S interface{ M() }

func J[T S](x T) (S, any) { return x, x }

var X, Y = J[S](nil)
var Z = I[error](nil)
