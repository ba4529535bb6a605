// Conversions between strings and bytes, and concatenation.
package p

var sink string
var keep []byte

func f(s, t string, b []byte, r []rune, c rune) { // want "leaking param: s" "t does not escape" "b does not escape" "r does not escape"
	_ = []byte(s) // want "([]byte)(s) does not escape" "zero-copy string->[]byte conversion"
	keep = []byte(s) // want "([]byte)(s) escapes to heap"
	sink = string(b) // want "string(b) escapes to heap"
	_ = string(b) == s // want "string(b) does not escape"
	sink = string(r) // want "string(r) escapes to heap"
	_ = []rune(s) // want "([]rune)(s) does not escape"
	sink = string(c) // want "string(c) escapes to heap"
	sink = s + t // want "s + t escapes to heap"
	sink = s + "a" + t + "b" // want `s + "a" + t + "b" escapes to heap`
	sink += s
	_ = s + t // want "s + t does not escape"
	_ = []byte("const") // want `([]byte)("const") does not escape` "zero-copy string->[]byte conversion"
	_ = []rune("const") // want "[]rune{...} does not escape"
	for range []byte(s) { // want "([]byte)(s) does not escape" "zero-copy string->[]byte conversion"
	}
	_ = append([]byte("x"), s...) // want `([]byte)("x") does not escape` "append does not escape"
	_ = len(string(b)) // want "string(b) does not escape"
	m := map[string]int{} // want "map[string]int{} does not escape"
	_ = m[string(b)] // want "string(b) does not escape"
	read([]byte(s)) // want "([]byte)(s) does not escape" "zero-copy string->[]byte conversion"
	write([]byte(s)) // want "([]byte)(s) does not escape"
}

func read(b []byte) int { return int(b[0]) } // want "b does not escape"

func write(b []byte) { b[0] = 1 } // want "b does not escape"
