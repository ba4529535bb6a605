// flags: -m=2 -l=0
// Functions that compare and hash values, made where a conversion to an interface needs descriptors of types.
package p

type pair struct{ a, b string }

func (pair) Error() string { return "" }

type sized struct {
	_    int
	a    int8
	b    int16
	f    float32
	s    string
	c    complex128
	tail [3]uint8
}

func (*sized) Error() string { return "" }

type nested struct {
	pair
	i      int32
	err    error
	any    any
	block  [200]byte
	names  [40]string
	blocks [3][64]float32
}

func (*nested) Error() string { return "" }

type keyed struct {
	m map[pair]int
	n map[[50]struct {
		s string
		_ int
	}]*nested
	plain map[string]int
	f     func(sized)
}

func (*keyed) Error() string { return "" }

func wrap(f func() error) error { return f() }

func literalFirst() error {
	return wrap(func() error { return pair{} })
}

func pointer() error { return &nested{} }

func tested(err error) bool {
	switch err := err.(type) {
	case *sized:
		return err.f == 0
	case interface {
		M(struct {
			i any
			j int
		})
	}:
		return true
	}
	_, ok := err.(*keyed)
	return ok
}

type box[T comparable] struct{ t, u T }

func (*box[T]) Error() string { return "" }

func boxed[T comparable](t T) error {
	return &box[T]{t, t}
}

var instance = boxed("")

func ranged(boxes []box[float64]) {
	var err error = &box[float64]{}
	pairs := make(chan *box[error])
	for err = range pairs {
	}
	_ = err
}

type first struct {
	s string
	i [2]int
}

func (first) Error() string { return "" }

type second struct {
	s string
	i [3]int
}

func (second) Error() string { return "" }

// Values of package variables are converted when everything has been read, what they are made of is not.
var (
	_     error = first{}
	early       = []error{second{}}
)
