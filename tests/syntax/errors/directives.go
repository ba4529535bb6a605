package p

//go:noinline
import "unsafe"

//go:noinline
var x = unsafe.Sizeof(1)

//go:nosplit
type T int

//go:embed foo
var y string

//go:linkname a

//go:noescape
func f() {
	//go:nosplit
	var z int
	_ = z
	//go:embed x
	var q string
	_ = q
	//go:noinline
	const c = 1
	//go:noinline
	type t int
	func() {
	//go:noinline
	var zz int
	_ = zz
	}()
}

func g()

//go:nosplit
//go:embed x
func (T) m() {}
