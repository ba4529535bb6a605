// Keys and values of maps.
package p

type key struct{ a, b *int }

var m0 = make(map[key]*int) // want "make(map[key]*int) escapes to heap"

func get(m map[key]*int, k key) *int                 { return m[k] } // want "m does not escape" "k does not escape"
func put(m map[key]*int, k key, v *int)              { m[k] = v } // want "m does not escape" "leaking param: k" "leaking param: v"
func op(m map[string]int, k string)                  { m[k] += 1; m[k]++ } // want "m does not escape" "leaking param: k"
func appendTo(m map[string][]*int, k string, p *int) { m[k] = append(m[k], p) } // want "m does not escape" "leaking param: k" "leaking param: p" "append escapes to heap"
func local(p *int) int { // want "leaking param: p"
	m := map[string]*int{"a": p} // want "map[string]*int{...} does not escape"
	return len(m)
}
func bytes(m map[string]int, b []byte) int { return m[string(b)] } // want "m does not escape" "b does not escape" "string(b) does not escape"
func putBytes(m map[string]int, b []byte)  { m[string(b)] = 1 } // want "m does not escape" "b does not escape" "string(b) escapes to heap"
func iter(m map[*int]*int) (k, v *int) { // want "leaking param: m to result v level=1"
	for k, v = range m {
	}
	return
}
func nested(m map[int]map[int]*int, p *int)   { m[1][2] = p } // want "m does not escape" "leaking param: p"
func structs(m map[int]struct{ p *int }) *int { return m[1].p } // want "m does not escape"
func sized(n int) {
	_ = make(map[int]int, n) // want "make(map[int]int, n) does not escape"
	_ = make(map[int]int, 8) // want "make(map[int]int, 8) does not escape"
	_ = make(map[int]int, 9) // want "make(map[int]int, 9) does not escape"
}
