// Imported constraints in old versions.
// flags: -lang=go1.17
package p

import "cmp"

type O cmp.Ordered // error "using type constraint cmp.Ordered requires go1.18 or later (-lang was set to go1.17; check go.mod)"
type P = cmp.Ordered // error "using type constraint cmp.Ordered requires go1.18 or later (-lang was set to go1.17; check go.mod)"
type Q interface {
	cmp.Ordered // error "embedding constraint interface cmp.Ordered requires go1.18 or later (-lang was set to go1.17; check go.mod)"
	m()
}
type R interface{ O }

func f(x O) {} // error "cannot use type O outside a type constraint: interface contains type constraints"
