// Instances of functions: one body a shape, one forwarding function a type argument.
package p

var sink any

func F[T any](x T) *T  { y := x; return &y } // want "moved to heap: y" "moved to heap: y"
func G[T any](x T) []T { return []T{x} } // want "[]go.shape.*uint8{...} escapes to heap" "[]go.shape.float64{...} escapes to heap"

type M int

func use() {
	sink = F(1)
	sink = F("a")
	_ = F(M(2))
	_ = G[*int](nil)
	_ = G[*string](nil)
	sink = G(3.5) // want "G[go.shape.float64](&.dict.G[float64], 3.5) escapes to heap"
}
