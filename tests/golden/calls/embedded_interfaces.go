// Methods promoted through embedded interfaces, and mutual recursion through them.
package p

type Reader interface{ Read([]byte) int }

type wrap struct{ Reader }

func (w *wrap) Read(b []byte) int { return w.Reader.Read(b) } // want "leaking param content: w" "leaking param: b"

type chain struct {
	*wrap
	next Reader
}

func build(r Reader) Reader { return &chain{&wrap{r}, r} } // want "leaking param: r" "&chain{...} escapes to heap" "&wrap{...} escapes to heap"

func use(r Reader) int { // want "leaking param: r"
	var buf [64]byte // want "moved to heap: buf"
	return r.Read(buf[:])
}

func direct() int {
	var buf [64]byte // want "moved to heap: buf"
	w := wrap{}
	return w.Read(buf[:])
}
