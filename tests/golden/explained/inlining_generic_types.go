// flags: -m=2 -l=0
// What testing for types costs where they have to be read from a dictionary.
package p

type Stringer interface{ String() string }

type T[V any] struct{ v V }

func (T[V]) String() string { return "" }

func switched[V any](v any) int {
	switch v.(type) {
	case *V, []V, nil, error, int:
		return 1
	case interface{ M() V }:
		return 2
	}
	return 3
}

func withVariable[V any](v any) (V, bool) {
	switch v := v.(type) {
	case V:
		return v, true
	case T[V]:
		return v.v, false
	}
	var zero V
	return zero, false
}

func ofInterface[V any](v Stringer) bool {
	switch v.(type) {
	case T[V]:
		return true
	}
	_, ok := v.(T[V])
	return ok
}

func use() {
	switched[int](1)
	withVariable[string](2)
	ofInterface[int](nil)
}
