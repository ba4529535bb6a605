// Results and parameters are not limited; huge values are.
package p

type huge [1 << 20]byte

func param(h huge) byte     { return h[1] }
func result() (h huge)      { return }
func pointer(h *huge) huge  { return *h } // want "h does not escape"
func local() byte           { h := result(); return h[2] } // want "moved to heap: h"
func boxed(h huge) any      { return h } // want "h escapes to heap"
func literal() *huge        { return &huge{} } // want "&huge{} escapes to heap"
func closure(h huge) func() { return func() { println(h[0]) } } // want "moved to heap: h" "func literal escapes to heap"
func fields()               { var t struct{ a, b [70000]byte }; _ = t } // want "moved to heap: t"
func slices(n int) {
	_ = make([]huge, 1) // want "make([]huge, 1) escapes to heap"
	_ = make([]huge, n) // want "make([]huge, n) does not escape"
	_ = make([][1000]byte, 65) // want "make([][1000]byte, 65) does not escape"
	_ = make([][1000]byte, 66) // want "make([][1000]byte, 66) escapes to heap"
	_ = make([]int32, 16384) // want "make([]int32, 16384) does not escape"
	_ = make([]int32, 16385) // want "make([]int32, 16385) escapes to heap"
}
