// Strings point at memory as well.
package p

var keep string

type T struct{ name string }

func sub(s string) string       { return s[1:] } // want "leaking param: s to result ~r0 level=0"
func store(s string)            { keep = s } // want "leaking param: s"
func field(t *T) string         { return t.name } // want "leaking param: t to result ~r0 level=1"
func concat(a, b string) string { return a + b } // want "a does not escape" "b does not escape" "a + b escapes to heap"
func concat1(a string) string   { return "x" + a } // want "a does not escape" `"x" + a escapes to heap`
func build(parts ...string) (r string) { // want "leaking param: parts to result r level=1"
	for _, p := range parts {
		r += p
	}
	return r
}
func itoa(n int) string           { return string(rune(n)) } // want "string(rune(n)) escapes to heap"
func runes(s string) []rune       { return []rune(s) } // want "s does not escape" "([]rune)(s) escapes to heap"
func min2(a, b string) string     { return min(a, b) } // want "leaking param: a to result ~r0 level=0" "leaking param: b to result ~r0 level=0"
func slice(b []byte) string       { return string(b[1:]) } // want "b does not escape" "string(b[1:]) escapes to heap"
func cmp(b []byte, s string) bool { return string(b) == s } // want "b does not escape" "s does not escape" "string(b) does not escape"
func sw(b []byte) int { // want "b does not escape"
	switch string(b) { // want "string(b) does not escape"
	case "a":
		return 1
	}
	return 2
}
