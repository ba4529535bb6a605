// Constants of any exponent: what is too large for fractions is rounded.
package p

const (
	a = 1e99999
	b = 1e-99999
	c = 1e-100000
	d = 0x1p-100000
	e = 1e-700000
	f = 1e-700000000
	g = 1e600000000
	h = 0x1p2147483646
	i = 0x1p-2147483647
	j = 1e-2000000000
	k = 0e999999999999999
	l = 1e99999i
	m = a * b
	n = g / g
	o = a - 1
	q = f * f * f * f
	r = (a + 1) / a
	s = l * l
	t = imag(l) / a
	u = real(l)
	v = 1e5000 / 1e4999
	w = 1.5e4000 / 1e4000
	x = 1 << 500 * 1.0
	y = 1 / 3.0 * a / a
)

var (
	_ [int(v)]int
	_ [int(n)]int
	v0 = float32(b)
	v1 = float64(b)
	v2 int = n
	v3 float64 = y
	v4 complex64 = l * b
	v5 = a > 1e99998 && b < c == false && o == a && j == 0 && k == 0
	v6 float64 = r
	v7 = uint8(v)
	v8 int = q
)

func big() any            { return w } // want "1.5 escapes to heap"
func small() (any, any)   { return float64(e), float32(d) } // want "0 escapes to heap" "float32(0) escapes to heap"
func compare() bool       { return g > a }
func zero(x float64) bool { return x == f }
