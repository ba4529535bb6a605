// flags: -m=2 -l=0
// Copies of one literal are told apart, and methods of type parameters in them are remarked on each time.
package p

type T struct{ n, m []int }

func outer(r *T) func() {
	return func() {
		r.n = r.n
		func() { r.m = r.m[1:] }()
	}
}

func middle(r *T) func() { return outer(r) }

func caller(r *T) { sink = middle(r) }

var sink func()

type I interface{ M() }

func Same[P I](x P) {
	func() {
		x.M()
		for range func(_ func() bool) {} {
			x.M()
		}
	}()
	x.M()
}

func use(i I) { Same[I](i) }
