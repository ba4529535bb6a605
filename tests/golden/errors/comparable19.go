// flags: -lang=go1.19
// Interfaces that may panic when they are compared.
package p

func f[P comparable]() {}

type T[P comparable] struct{}

func g() {
	f[any]() // error "any to satisfy comparable requires go1.20 or later (-lang was set to go1.19; check go.mod)"
	f[error]() // error "error to satisfy comparable requires go1.20 or later (-lang was set to go1.19; check go.mod)"
	f[int]()
}

var _ T[any] // error "any to satisfy comparable requires go1.20 or later (-lang was set to go1.19; check go.mod)"
