// Deferred literals, results changed by them, recover.
package p

func named() (err error) {
	defer func() { // want "func literal does not escape"
		if r := recover(); r != nil {
			err = r.(error)
		}
	}()
	return nil
}

func loop(fs []func()) { // want "leaking param: fs"
	for _, f := range fs {
		defer f()
	}
	for i := range fs {
		defer func() { fs[i]() }() // want "func literal escapes to heap"
	}
	for i := 0; i < 3; i++ {
		defer func(n int) { println(n, i) }(i) // want "func literal escapes to heap"
	}
}

func once(f func(*int)) { // want "f does not escape"
	x := 1 // want "moved to heap: x"
	defer f(&x)
	defer func() { x = 2 }() // want "func literal does not escape"
}

type C struct{ name string }

func (c *C) Close() error { return nil } // want "c does not escape"

func methods(c *C, i interface{ Close() error }) { // want "leaking param: c" "leaking param: i"
	defer c.Close()
	defer i.Close()
	g := c.Close // want "c.Close does not escape"
	defer g()
	go c.Close()
	go i.Close()
}
