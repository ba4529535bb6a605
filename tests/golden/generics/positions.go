// Generic methods and generic aliases wherever a type or a value may stand.
package p

type Set[K comparable] = map[K]struct{}

type Ref[P any] = *P

type Fn[A, B any] = func(A) B

type Pair[A any] struct {
	a Ref[A]
	Boxed[A]
}

type Boxed[A any] struct{ all []Ref[A] }

func (b *Boxed[A]) Map[B any](f Fn[A, B]) []Ref[B] {
	var out []Ref[B]
	for _, a := range b.all {
		x := f(*a) // want "moved to heap: x" "moved to heap: x" "moved to heap: x"
		out = append(out, &x) // want "append escapes to heap" "append escapes to heap" "append escapes to heap"
	}
	return out
}

func (b Boxed[A]) Keep[B any](x B) (Ref[A], Ref[B]) { return b.all[0], &x } // want "moved to heap: x" "moved to heap: x" "moved to heap: x" "moved to heap: x"

type plain struct{ s Set[string] }

func (p *plain) Put[P any](x P, into Ref[P]) Ref[P] { *into = x; return into }

var global Ref[int] = new(int) // want "new(int) escapes to heap"

var keys = Set[string]{"a": {}} // want "map[string]struct {}{...} escapes to heap"

var fn Fn[int, Ref[int]] = func(x int) Ref[int] { return &x } // want "moved to heap: x"

func calls(p *Pair[int], q *plain) any { // want "leaking param content: p" "leaking param: q"
	a := p.Map(fn)
	b := p.Boxed.Map[string](func(n int) string { return "x" }) // want "func literal does not escape"
	c, d := p.Keep(a)
	f := q.Put[Ref[int]]
	g := p.Keep[string]
	h := (*plain).Put[int]
	e := f(c, new(Ref[int])) // want "new(*int) does not escape"
	go q.Put(1, global)
	defer p.Keep(b)
	_, _, _, _ = d, g, h, e
	switch x := any(a).(type) { // want "any(a) escapes to heap"
	case []Ref[int]:
		return x // want "x escapes to heap"
	case Set[string], Fn[int, int]:
		return x
	}
	return q.Put[Set[int]](Set[int]{}, nil) // want "map[int]struct {}{} escapes to heap"
}

func inside[P comparable](x P, s Set[P]) (Ref[P], int) {
	s[x] = struct{}{}
	type local = Pair[P]
	l := local{a: &x}
	r, _ := l.Keep(s)
	for y := range s { // want "moved to heap: y"
		l.all = append(l.all, Ref[P](&y)) // want "append does not escape"
	}
	return r, len(l.Map(func(p P) Set[P] { return Set[P]{p: {}} })) // want "func literal does not escape" "map[go.shape.int]struct {}{...} escapes to heap"
}

func use() (*int, int) { return inside(1, nil) }
