// Nothing is called _.
package p

import "fmt"

type T struct{ _ int }

var a = fmt._ // error "undefined: fmt._"
var b T._ // error "T._ is not a type"
var c = T._ // error "T._ undefined (type T has no field or method _)"
var d = T{}._ // error "T{}._ undefined (type T has no field or method _)"
var e = (*T)._ // error "(*T)._ undefined (type *T has no field or method _)"

func h[P any](p P) { p._ = 1 } // error "p._ undefined (type P has no field or method _)"
