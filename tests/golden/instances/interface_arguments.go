// Interface types as type arguments.
package p

import "io"

type G[T any] interface{ Do(T) T }
type H[T any] struct{ g G[T] }

func (h *H[T]) Run(x T) T             { return h.g.Do(x) }
func F[T io.Reader](x T) (int, error) { var b [8]byte; return x.Read(b[:]) } // want "imprecise interface call" "imprecise interface call" "moved to heap: b" "moved to heap: b"
func E[T error](x T) string           { return x.Error() } // want "imprecise interface call"

type W[T any] struct{ inner T }

func (w W[T]) Do(x T) T             { return w.inner }
func Use[I G[T], T any](i I, x T) T { return i.Do(x) } // want "imprecise interface call"

var sink any

func use(r io.Reader, rc io.ReadCloser, e error) { // want "leaking param: r" "leaking param: rc" "leaking param: e"
	F(r)
	F(rc)
	sink = E(e) // want "E[go.shape.interface { Error() string }](&.dict.E[error], e) escapes to heap"
	h := H[io.Reader]{W[io.Reader]{r}} // want "W[io.Reader]{...} escapes to heap"
	sink = h.Run(r)
	sink = Use(G[int](W[int]{1}), 3) // want "Use[go.shape.interface { Do(int) int },go.shape.int](&.dict.Use[p.G[int],int], G[int](W[int]{...}), 3) escapes to heap" "G[int](W[int]{...}) escapes to heap"
	sink = Use(W[string]{"a"}, "x") // want `Use[go.shape.struct { p.inner string },go.shape.string](&.dict.Use[p.W[string],string], W[string]{...}, "x") escapes to heap`
	k := H[G[int]]{}
	sink = k.Run(nil)

}
