package p

import (
	"fmt" // error `"fmt" imported and not used`
	m "math" // error `"math" imported as m and not used`
)

func f() {
	var a, b int // error "declared and not used: b"
	_ = a
	c := func() { d := 1 } // error "declared and not used: c" "declared and not used: d"
L: // error "label L defined and not used"
	for {
	}
}
