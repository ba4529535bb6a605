// flags: -lang=go1.12
// Number literals of Go 1.13.
package p

const (
	a = 1_000 // error "underscore in numeric literal requires go1.13 or later (-lang was set to go1.12; check go.mod)"
	b = 0b11 // error "binary literal requires go1.13 or later (-lang was set to go1.12; check go.mod)"
	c = 0o17 // error "0o/0O-style octal literal requires go1.13 or later (-lang was set to go1.12; check go.mod)"
	d = 0x1p-2 // error "hexadecimal floating-point literal requires go1.13 or later (-lang was set to go1.12; check go.mod)"
	e = 0x1f
)

func f(x, n int) int { return x << n } // error "invalid operation: signed shift count n (variable of type int) requires go1.13 or later (-lang was set to go1.12; check go.mod)"
