// An index that is in range by its type or its last operation needs no check; slices always have one.
package p

var table [256]int
var small [16]string
var pointer *[16]int
var slice []int

type digit uint8

func byType(b byte, d digit, u16 uint16, i8 int8, r rune) int {
	return table[b] + table[d] + table[u16] + table[i8] + slice[b] + table[r] // want "index bounds check elided" "index bounds check elided"
}

func byOperation(i int, u uint, b byte, u64 uint64) {
	println(small[i&15], small[i&16], small[15&i], small[u%16], small[u%17], small[i%16]) // want "index bounds check elided" "index bounds check elided" "index bounds check elided"
	println(small[b>>4], small[b>>3], small[b/16], small[b/17], small[b/15], small[u64>>60], small[u64>>59]) // want "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided"
	println(small[i&^-16], small[u&^0xfffffff0], small[b&^0xf0], small[b&^0xf1], small[u64&^15]) // want "index bounds check elided" "index bounds check elided" "index bounds check elided"
	println(table[5], table[b&0xff], table[b>>9], table[b|1], table[b+1], table[int(b)], table[uint8(i)]) // want "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided"
	println(small[(i&15)], small[(i&15)+0], small[-i&15], small[u64&0xf_ffff_ffff]) // want "index bounds check elided" "index bounds check elided"
}

func lengths(i int, b byte) {
	println(pointer[i&7], pointer[i&31], "0123456789abcdef"[i&15], "0123456789abcde"[i&15], "x"[i&0]) // want "index bounds check elided" "index bounds check elided" "index bounds check elided"
	const hex = "0123456789abcdef"
	println(hex[b>>4], hex[b&15], hex[b&15:]) // want "index bounds check elided" "index bounds check elided"
	var none [0]int
	println(none[b>>8], none[i&0])
	p := &table
	println(p[b], (*p)[b], (&table)[b]) // want "index bounds check elided" "index bounds check elided" "index bounds check elided"
	q := [1 << 16]bool{}
	println(q[b], q[uint16(i)], q[i&(1<<16-1)]) // want "index bounds check elided" "index bounds check elided" "index bounds check elided"
}

func calls(i int) int      { println(i); return i }
func small1(i int) int     { return i & 7 }
func small2(b byte) byte   { return b & 3 }
func looked(i int) string  { return small[i&15] } // want "index bounds check elided"
func generic[T ~uint8](x T) int { return table[x] } // want "index bounds check elided"

func inlined(i int, b byte) {
	println(small[small1(i)], small[small2(b)], table[small2(b)], looked(i), looked(calls(i))) // want "index bounds check elided"
	println(small[calls(i)&15], table[byte(calls(i))], generic(b), generic(digit(3))) // want "index bounds check elided" "index bounds check elided"
}
