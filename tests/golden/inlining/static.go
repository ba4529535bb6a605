// flags: -l=0

// Package variables initialised by inlined calls need no code.
package p

import "errors"

type conf struct {
	name string
	next *conf
}

func mk(name string) *conf            { return &conf{name: name} } // want "can inline mk" "leaking param: name" "&conf{...} escapes to heap"
func chain(name string, c *conf) *conf { return &conf{name, c} } // want "can inline chain" "leaking param: name" "leaking param: c" "&conf{...} escapes to heap"

var (
	errA = errors.New("a") // want "inlining call to errors.New"
	one  = mk("one") // want "inlining call to mk"
	two  = chain("two", mk("inner")) // want "inlining call to mk" "inlining call to chain" "&conf{...} escapes to heap" "&conf{...} escapes to heap"
	odd  = chain("odd", one) // want "inlining call to chain"
	fn   = func() *conf { return mk("fn") } // want "can inline init.func1" "inlining call to mk" "&conf{...} escapes to heap"
	last = fn()
)
