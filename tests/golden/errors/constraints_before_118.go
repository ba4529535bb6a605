// Elements of interfaces count for nothing in old versions, but where inference asks first; instances are reported, too.
// flags: -lang=go1.17
package p

func f[T interface{ ~[]E }, E any](t T) (u E) { return } // error "type parameter requires go1.18 or later (-lang was set to go1.17; check go.mod)" "embedding interface element ~[]E requires go1.18 or later (-lang was set to go1.17; check go.mod)" "embedding interface element ~[]int requires go1.18 or later (-lang was set to go1.17; check go.mod)" "predeclared any requires go1.18 or later (-lang was set to go1.17; check go.mod)"

func g() { _ = f[[]int]; _ = f[[]int]([]int{}) } // error "function instantiation requires go1.18 or later (-lang was set to go1.17; check go.mod)" "function instantiation requires go1.18 or later (-lang was set to go1.17; check go.mod)"

type I interface{ ~int } // error "embedding interface element ~int requires go1.18 or later (-lang was set to go1.17; check go.mod)"

func h[T I](x T) T { return x + 1 } // error "type parameter requires go1.18 or later (-lang was set to go1.17; check go.mod)" "invalid operation: x + 1 (mismatched types T and untyped int)" "too many errors"
