// Elements that channels cannot hold.
package p

var c chan [65536]byte // error "channel element type too large (>64kB)"
func f() { c := make(chan [65536]byte, 1); _ = c; d := make(chan struct{ a [70000]byte }); _ = d } // error "channel element type too large (>64kB)"
func g(c chan [1 << 16]int) {} // error "channel element type too large (>64kB)"
type C chan [1 << 16]int // error "channel element type too large (>64kB)"
type D struct{ c chan [1 << 17]int } // error "channel element type too large (>64kB)"
func h() chan<- [1 << 18]int { return nil } // error "channel element type too large (>64kB)"
