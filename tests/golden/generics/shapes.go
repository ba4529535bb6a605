// Each shape is compiled and reported once, without parameter lines; forwarding wrappers stay silent
// here because nothing is inlined.
package p

var sink any

func box[T any](x T) any { return x } // want "x escapes to heap" "x escapes to heap"

func ptr[T any](x T) *T { return &x } // want "moved to heap: x" "moved to heap: x"

type MyInt int

func f(a *int, b *string) { // want "leaking param: a" "leaking param: b"
	sink = box(1)
	sink = box(MyInt(2))
	sink = box("s")
	sink = box(a)
	sink = box(b)
	sink = ptr(1.5)
	sink = ptr[any](nil)
}
