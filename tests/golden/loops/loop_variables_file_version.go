//go:build go1.21

// A build constraint lowers the language version of its file.
package p

func keep(p *int) { sink = p } // want "leaking param: p"

var sink *int

func a(xs []int) { // want "xs does not escape"
	for i := range xs { // want "moved to heap: i"
		keep(&i)
	}
	for i := 0; i < 3; i++ { // want "moved to heap: i"
		keep(&i)
	}
}
