// Which methods of instances read their dictionary: what they do not need is dropped where a wrapper inlines them.
// Keys and values of a loop, and explicit conversions, need words even if nothing is converted. What is received
// in a select goes through a temporary only if the instance converts it.
// flags: -m=2 -l=0
package p

import "unsafe"

type D interface{ Do() }

type X[E comparable] struct{ e E }

func (l X[E]) Explicit(x E) E { return E(x) }

func (l X[E]) Select(c chan E, x any) any {
	select {
	case x = <-c:
	}
	return x
}

func (l X[E]) Unsafe(p *E) []E { return unsafe.Slice(p, 3) }

func (l X[E]) UnsafeInt(p *int) []int { return unsafe.Slice(p, 3) }

func (l X[E]) Slice(s []E, f func(E)) {
	for _, x := range s {
		f(x)
	}
}

func (l X[E]) Keys(c chan E, f func(any)) {
	var x any
	for x = range c {
		f(x)
	}
}

func (l X[E]) Assigned(s *[3]E, f func(E)) {
	var x E
	for _, x = range s {
		f(x)
	}
}

func (l X[E]) Elements(s []E, p []any) {
	for _, p[0] = range s {
	}
}

func (l X[E]) Blank(s []E) (n int) {
	for range s {
		n++
	}
	return
}

type W[E comparable] struct{ X[E] }

var _ = []any{&W[D]{}, &W[int]{}, &W[any]{}}
