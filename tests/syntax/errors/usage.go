//go:build linux
//go:noinline
package p

//go:noinline

//go:noinline
var x = 1 //go:noinline

//go:nosplit
type T int

//go:embed foo
var y string

//go:linkname a
//go:linkname a b c d
//go:linkname
//go:embed "foo
//go:embed
//go:wasmimport a
//go:systemstack
//go:uintptrkeepalive
//go:cgo_ldflag "x"
//go:cgo_import_dynamic a b "-lib"
//go:cgo_import_dynamic a b c
//go:foo
func f() {
	//go:noinline
	x := 1
	_ = x
	//go:nosplit
	var z int
	_ = z
	/* a */ //go:noinline
L:
	//go:noinline
}

//go:build foo

//go:noinline
