// How many times a parameter is dereferenced on its way: counts saturate.
package p

type T struct{ next *T }

var sink *T

func direct(p *T) { sink = p } // want "leaking param: p"

func once(p *T) { sink = p.next } // want "leaking param content: p"

func twice(p *T) { sink = p.next.next } // want "leaking param content: p"

func result3(p *T) *T { return p.next.next.next } // want "leaking param: p to result ~r0 level=3"

func stars(p ********int) int { return ********p } // want "p does not escape"

func content(p **********int) *int { return *********p } // want "leaking param: p to result ~r0 level=9"

func most(p *T) *T { // want "leaking param: p to result ~r0 level=16"
	return p.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next.next
}

func again(p *T) *T { return most(most(most(most(most(most(most(most(p)))))))) } // want "leaking param: p to result ~r0 level=128"

func many(p *T) *T { return again(again(again(again(again(again(again(again(p)))))))) } // want "leaking param: p to result ~r0 level=254"

func all(p *T) *T { return many(many(many(many(p)))) } // want "leaking param: p to result ~r0 level=254"

func stored(p *T) { sink = all(p) } // want "leaking param content: p"

func address(p *T) **T { return &all(p).next } // want "leaking param: p to result ~r0 level=254"

func local() *T {
	var x, y T
	x.next = &y
	return all(&x)
}
