// Of several assignments, types without a name count as different wherever they are written.
package p

type I interface{ M(*int) }

type L struct{ n *int }

func (l L) M(p *int) {} // want "l does not escape" "p does not escape"

type alias = struct{ L }

func written(b bool) {
	var i I = struct{ L }{}
	if b {
		i = struct{ L }{}
	}
	var x int // want "moved to heap: x"
	i.M(&x)
}

func pointers(b bool) {
	var i I = &struct{ L }{} // want "&struct { L }{} escapes to heap"
	if b {
		i = &struct{ L }{} // want "&struct { L }{} escapes to heap"
	}
	var x int // want "moved to heap: x"
	i.M(&x)
}

func aliased(b bool) {
	var i I = alias{}
	if b {
		i = alias{}
	}
	var x int
	i.M(&x) // want "devirtualizing i.M to struct { L }"
}

func copied(b bool) {
	l := struct{ L }{}
	var i I = l
	if b {
		m := l
		i = m
	}
	var x int
	i.M(&x) // want "devirtualizing i.M to struct { L }"
}

func converted(b bool) {
	l := struct{ L }{}
	var i I = l
	if b {
		i = alias(l)
	}
	var x int // want "moved to heap: x"
	i.M(&x)
}

func named(b bool) {
	var i I = &L{} // want "&L{} does not escape"
	if b {
		i = new(L) // want "new(L) does not escape"
	}
	for range 3 {
		i = (*L)(nil)
	}
	var x int
	i.M(&x) // want "devirtualizing i.M to *L"
}
