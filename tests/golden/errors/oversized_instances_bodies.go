// Bodies of instances: at the local variables that are read, in literals and methods, too.
package p

type T struct{}

func (T) m[P any]() { var x *[1 << 50]P; _ = x } // error "type [1125899906842624]int larger than address space"

func f[T any]() { // error "type [1125899906842624]int larger than address space"
	var x *[1 << 50]byte
	func() { var y *[1 << 50]T; _, _ = x, y }()
}

func g[T any]() {
	type L struct{ a [1 << 50]T } // error "type [1125899906842624]int larger than address space"
	var x *L
	_ = x
}

func unused[T any]() { var x *[1 << 50]T; _ = x }

func h() {
	T{}.m[int]()
	f[int]()
	g[int]()
}
