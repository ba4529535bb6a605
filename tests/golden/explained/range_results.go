// flags: -m=2 -l=0

// A return inside a range-over-func loop names the results; forwarding functions and wrappers know the names.
package p

type Box[P any] struct{ p P }

func (b Box[P]) Find(in func(func(P) bool), p *P) (int, *P) {
	for range in {
		return 1, p
	}
	return 0, p
}

type Outer struct{ Box[int] }

func find[P any](in func(func(P) bool), p *P) *P {
	for range in {
		return p
	}
	return nil
}

func use(o Outer, in func(func(int) bool)) {
	var i int
	find(in, &i)
	o.Find(in, nil)
}
