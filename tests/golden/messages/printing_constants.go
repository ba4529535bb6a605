// Constants print in short form, wrapped in their type unless that is the default one.
package p

import "unsafe"

type Str string
type B byte

const Named = 7
const Pi = 3.14159265358979

var sink any

func f() {
	sink = 1.0 // want "1 escapes to heap"
	sink = 3 / 2.0 // want "1.5 escapes to heap"
	sink = float32(1.25) // want "float32(1.25) escapes to heap"
	sink = 123456789.123 // want "1.23457e+08 escapes to heap"
	sink = 1e-7 // want "1e-07 escapes to heap"
	sink = 1i // want "(0 + 1i) escapes to heap"
	sink = complex64(2 + 3i) // want "complex64((2 + 3i)) escapes to heap"
	sink = 'a' // want "'a' escapes to heap"
	sink = '\n' // want `'\n' escapes to heap`
	sink = '\U0010ffff' // want `'\U0010ffff' escapes to heap`
	sink = int32('b') // want "int32(98) escapes to heap"
	sink = byte('c') // want "byte(99) escapes to heap"
	sink = uint8(7) // want "uint8(7) escapes to heap"
	sink = Str("x") // want `Str("x") escapes to heap`
	sink = B(3) // want "B(3) escapes to heap"
	sink = unsafe.Sizeof(0) // want "uintptr(8) escapes to heap"
	sink = Named // want "7 escapes to heap"
	sink = Pi // want "3.14159 escapes to heap"
	sink = true // want "true escapes to heap"
	sink = "a\tb\"c" // want `"a\tb\"c" escapes to heap`
	sink = "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789" // want `"01234567890123456789012345678901234567890123456789012345678901234567... escapes to heap`
	sink = "日本語" // want `"日本語" escapes to heap`
	sink = 1 << 62 // want "4611686018427387904 escapes to heap"
	sink = uint64(1<<64 - 1) // want "uint64(18446744073709551615) escapes to heap"
	sink = 'x' + 1 // want "'y' escapes to heap"
	sink = 1e100 // want "1e+100 escapes to heap"
	sink = -0.0 // want "0 escapes to heap"
}
