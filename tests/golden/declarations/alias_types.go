// Aliases print what they stand for; generic aliases too.
package p

type A = []*int
type B[T any] = map[string]T
type C = struct{ x int }

var sink any

func f(p *int) A { // want "leaking param: p"
	sink = A{p} // want "[]*int{...} escapes to heap" "[]*int{...} escapes to heap"
	sink = B[int]{} // want "map[string]int{} escapes to heap"
	sink = &C{} // want "&struct { x int }{} escapes to heap"
	sink = new(B[A]) // want "new(map[string][]*int) escapes to heap"
	return A{p} // want "[]*int{...} escapes to heap"
}
