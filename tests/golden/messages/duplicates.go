// A boxed allocation prints twice, once for the box and once for the content. Nothing is removed.
package p

var sink any
var text string

func f(s string, b []byte) { // want "s does not escape" "b does not escape"
	sink = []int{1, 2} // want "[]int{...} escapes to heap" "[]int{...} escapes to heap"
	sink = s + text // want "s + text escapes to heap" "s + text escapes to heap"
	sink = []byte(s) // want "([]byte)(s) escapes to heap" "([]byte)(s) escapes to heap"
	sink = string(b) // want "string(b) escapes to heap" "string(b) escapes to heap"
	sink = (s + text) + "b" // want `s + text + "b" escapes to heap` `s + text + "b" escapes to heap`
	sink = new(int) // want "new(int) escapes to heap"
	sink = &T{} // want "&T{} escapes to heap"
	sink = T{} // want "T{} escapes to heap"
}

type T struct{ a, b int }
