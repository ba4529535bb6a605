// flags: -m=2 -l=0

// Interfaces with unexported methods, as types in messages.
package p

type b struct{}

func f(x any) bool {
	_, ok := x.(interface {
		A(b) b
		m(b) *b
		n(c b)
	})
	return ok
}

func g(x any) bool {
	_, ok := x.(interface{ A(b) b })
	return ok
}

func gen[T any](x any) bool {
	_, ok := x.(T)
	return ok
}

func h(x any) (interface{ m(b) *b }, interface{ Z(b) }) {
	gen[interface{ m(b) *b }](x)
	gen[interface{ Z(b) *b }](x)
	return nil, nil
}
