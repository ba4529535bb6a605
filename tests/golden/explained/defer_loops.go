// flags: -m=2
// Deferred literals, results changed by them, recover.
package p

func named() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = r.(error)
		}
	}()
	return nil
}

func loop(fs []func()) {
	for _, f := range fs {
		defer f()
	}
	for i := range fs {
		defer func() { fs[i]() }()
	}
	for i := 0; i < 3; i++ {
		defer func(n int) { println(n, i) }(i)
	}
}

func once(f func(*int)) {
	x := 1
	defer f(&x)
	defer func() { x = 2 }()
}

type C struct{ name string }

func (c *C) Close() error { return nil }

func methods(c *C, i interface{ Close() error }) {
	defer c.Close()
	defer i.Close()
	g := c.Close
	defer g()
	go c.Close()
	go i.Close()
}
