package p

import ( _ "unsafe" )
var c string = "x"
//go:linkname c
//go:linkname c foo
//go:linkname nope foo
//go:linkname c foo[x]
//go:nosplit
//go:noescape
func g()
//go:noescape
//go:uintptrescapes
func h() {}
//go:linkname (
