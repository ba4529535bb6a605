// What rounded constants cannot be used for.
package p

const a = 1e99999

var (
	_ float64 = a // error "cannot use a (untyped float constant 1e+99999) as float64 value in variable declaration (overflows)"
	_ int = a // error "cannot use a (untyped float constant 1e+99999) as int value in variable declaration (truncated)"
	_ = a // error "cannot use a (untyped float constant 1e+99999) as float64 value in variable declaration (overflows)"
	_ float32 = -a // error "cannot use -a (untyped float constant -1e+99999) as float32 value in variable declaration (overflows)"
	_ int = 1e-99999 // error "cannot use 1e-99999 (untyped float constant) as int value in variable declaration (truncated)"
	_ string = a // error "cannot use a (untyped float constant 1e+99999) as string value in variable declaration"
	_ complex128 = 1e99999i // error "cannot use 1e99999i (untyped complex constant (0 + 1e+99999i)) as complex128 value in variable declaration (overflows)"
	_ = 1e600000000 + 0i // error "cannot use 1e600000000 + 0i (untyped complex constant (1e+600000000 + 0i)) as complex128 value in variable declaration (overflows)"
	_ uint8 = 1.5e-99999 // error "cannot use 1.5e-99999 (untyped float constant) as uint8 value in variable declaration (truncated)"
)
