// Calls through interfaces that mention type parameters are left alone, and so are values that came through an
// assertion to a type from the dictionary.
package p

type shower[T any] interface{ show() T }

type num int

func (n num) show() int { return int(n) }

func asLiteral[T any](x any) interface{ show() T } { return x.(interface{ show() T }) }

func asNamed[T any](x any) shower[T] { return x.(shower[T]) }

func asOk[T any](x any) (shower[T], bool) {
	v, ok := x.(shower[T])
	return v, ok
}

func asSwitch[T any](x any) shower[T] {
	switch v := x.(type) {
	case shower[T]:
		return v
	}
	return nil
}

func asPlain[T any](x any) shower[int] { return x.(shower[int]) }

func literal() int { return asLiteral[int](num(3)).show() } // want "num(3) escapes to heap"

func named() int { return asNamed[int](num(3)).show() } // want "num(3) escapes to heap"

func ok() int {
	v, _ := asOk[int](num(3)) // want "num(3) escapes to heap"
	return v.show()
}

func bySwitch() int { return asSwitch[int](num(3)).show() } // want "num(3) escapes to heap"

func plain() int { return asPlain[int](num(3)).show() } // want "num(3) escapes to heap"

type lst[E any] interface {
	At(int) E
	Each(func(E) bool)
	All() []E
}

type T struct{}

type TL struct{}

func (l *TL) At(i int) *T           { return nil } // want "l does not escape"
func (l *TL) Each(f func(*T) bool) {} // want "l does not escape" "f does not escape"
func (l *TL) All() []*T             { return nil } // want "l does not escape"

type IL []int

func (l IL) At(i int) int          { return l[i] } // want "l does not escape"
func (l IL) Each(f func(int) bool) {} // want "l does not escape" "f does not escape"
func (l IL) All() []int            { return l } // want "leaking param: l to result ~r0 level=0"

type GL[E any] struct{ es []E }

func (l *GL[E]) At(i int) E          { return l.es[i] }
func (l *GL[E]) Each(f func(E) bool) {}
func (l *GL[E]) All() []E            { return l.es }

type SL struct{ *GL[string] }

func at[E any](l lst[E]) E { return l.At(1) }

func each[E any](l lst[E]) { l.Each(func(e E) bool { return true }) } // want "func literal escapes to heap" "func literal escapes to heap" "func literal escapes to heap"

func all[E any](l lst[E]) []E { return l.All() }

func anonymous[E any](l interface{ At(int) E }) E { return l.At(1) }

func nested[E any](l lst[E]) { _, _ = at(l), all(l) }

func method[L lst[E], E any](l L) E { return l.At(1) }

func pointers(tl *TL) { at[*T](tl); each[*T](tl); all[*T](tl); anonymous[*T](tl); nested[*T](tl); method[*TL, *T](tl) } // want "leaking param: tl"

func ints(il IL) { at[int](il); each[int](il); all[int](il); anonymous[int](il); nested[int](il); method[IL, int](il) } // want "leaking param: il" "il escapes to heap" "il escapes to heap" "il escapes to heap" "il escapes to heap" "il escapes to heap"

func instances(gl *GL[string]) { // want "leaking param: gl"
	at[string](gl)
	each[string](gl)
	all[string](gl)
	anonymous[string](gl)
	nested[string](gl)
	method[*GL[string], string](gl)
}

func promoted(sl SL) { at[string](sl); each[string](sl); nested[string](sl); method[SL, string](sl) } // want "leaking param: sl"

func both(b bool, tl *TL) { // want "leaking param: tl"
	var l lst[*T] = tl
	if b {
		l = &TL{} // want "&TL{} escapes to heap"
	}
	at(l)
	l.At(2) // want "devirtualizing l.At to *TL"
}
