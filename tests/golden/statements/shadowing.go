// Predeclared names may mean something else.
package p

type int32 struct{ p *byte }

func new(x *byte) *byte { return x } // want "leaking param: x to result ~r0 level=0"

func len(b *byte) *byte { return b } // want "leaking param: b to result ~r0 level=0"

var nil *byte

func f(true, append *byte) (*byte, any) { // want "leaking param: true to result ~r0 level=0" "leaking param: append to result ~r1 level=0"
	string := new(true)
	var x int32
	x.p = append
	_ = x
	return len(string), x
}

func g() {
	type any = interface{ M() }
	var a any
	_ = a
}
