// Types of instances larger than the address space: with the type arguments, then as they are compiled.
package p

type B[T any] [1 << 50]T // error "type [1125899906842624]int8 larger than address space"

type S[T any] struct{ a [1 << 50]T } // error "type [1125899906842624]int8 larger than address space"

var b *B[int8]

func f(*S[int8]) {}

func g[T any](x *[1 << 46]T) {}

func h() {
	g[int8](nil)
	g[string](nil)
}
