// Exponents beyond those of the largest rounded constants.
package p

const (
	a = 1e9999999999 // error "malformed constant: 1e9999999999"
	b = 1e-9999999999 // error "malformed constant: 1e-9999999999"
	c = 1e2000000000 // error "malformed constant: 1e2000000000"
	d = 0x1p2147483647 // error "malformed constant: 0x1p2147483647"
	e = 0x1p-2147483650 // error "malformed constant: 0x1p-2147483650"
	f = 1e99999999999999999999 // error "malformed constant: 1e99999999999999999999"
	g = 0e99999999999999999999 // error "malformed constant: 0e99999999999999999999"
	h = 1e600000000 * 1e600000000 // error "constant result is not representable"
	i = 1e-3000000000 // error "malformed constant: 1e-3000000000"
)
