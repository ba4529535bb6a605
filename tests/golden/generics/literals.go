// Literals of a type parameter whose types are all one struct.
package p

type A = struct {
	F string
	G *int
}

func Make[T ~A](p *int) T {
	return T{F: "blah", G: p}
}

func MakePointer[T ~A](p *int) *T {
	return &T{G: p} // want "&go.shape.struct { F string; G *int }{...} escapes to heap"
}

type N struct {
	F string
	G *int
}

func use() *int {
	x := 1 // want "moved to heap: x"
	n := Make[N](&x)
	m := MakePointer[N](new(int)) // want "new(int) escapes to heap"
	_ = m
	return n.G
}
