// Positional fields of literals: what stands at a key is not looked at; fields of other packages.
package p

import "time"

func f() {
	x, y, z, w := 1, 2, 3, 4 // error "declared and not used: x" "declared and not used: y" "declared and not used: w" "too many errors"
	type S struct{ a, b int }
	_ = S{1, b: x} // error "mixture of field:value and value elements in struct literal"
	_ = S{a: 1, y} // error "mixture of field:value and value elements in struct literal"
	_ = S{1, 2, z, w} // error "too many values in struct literal of type S"
	_ = time.Time{1} // error "implicit assignment to unexported field wall in struct literal of type time.Time" "too few values in struct literal of type time.Time (type has unexported fields - use key:value pairs)"
	_ = S{f(), f} // error "f() (no value) used as value" "cannot use f (value of type func()) as int value in struct literal"
}
