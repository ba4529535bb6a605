// Keyed fields of literals: values are looked at before keys.
package p

import "sync"

type S struct {
	a int
	B string
}

func n()              {}
func two() (int, int) { return 1, 2 }

var a = S{x: undefined, a: "x", B: n()} // error "unknown field x in struct literal of type S" "undefined: undefined" `cannot use "x" (untyped string constant) as int value in struct literal` "n() (no value) used as value"
var b = S{1: undefined2, "a": 2} // error "invalid field name 1 in struct literal" "undefined: undefined2" `invalid field name "a" in struct literal`
var c = S{a: two(), B: S} // error "multiple-value two() (value of type (int, int)) in single-value context" "S (type) is not an expression"
var d = sync.WaitGroup{}.x // error `sync.WaitGroup{}.x undefined (type "sync".WaitGroup has no field or method x)` "too many errors"
var e = sync.Mutex{1}
