// Imported names without a qualifier, and renamed packages, print with the package's own name.
package p

import (
	. "errors"
	text "strings"
)

var sink any

func f(s string) error { // want "leaking param: s"
	var b text.Builder // want "moved to heap: b"
	b.WriteString(s)
	sink = text.Fields(s) // want "strings.Fields(s) escapes to heap"
	sink = text.ToUpper
	sink = text.NewReader(s)
	e := New("x")
	sink = &b
	return Join(e, nil) // want "... argument does not escape"
}
