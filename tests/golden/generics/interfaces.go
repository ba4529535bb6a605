// Generic interfaces, embedded type parameters' methods, type switches on type parameters.
package p

type Set[T comparable] interface {
	Add(T)
	Has(T) bool
}

type mapSet[T comparable] map[T]struct{}

func (s mapSet[T]) Add(x T)      { s[x] = struct{}{} }
func (s mapSet[T]) Has(x T) bool { _, ok := s[x]; return ok }

func newSet[T comparable]() Set[T] { return mapSet[T]{} } // want "mapSet[go.shape.string]{} escapes to heap"

func kind[T any](x T) string {
	switch any(x).(type) { // want "any(x) does not escape" "any(x) does not escape"
	case int:
		return "int"
	case *T:
		return "pointer"
	case []T:
		return "slice"
	}
	return "other"
}

type number interface{ ~int | ~float64 }

func sum[T number](xs ...T) (total T) {
	for _, x := range xs {
		total += x
	}
	return total
}

func ptrTo[T any, P interface {
	*T
	Set(string)
}](s string) T {
	var v T // want "moved to heap: v"
	P(&v).Set(s)
	return v
}

type named struct{ s string }

func (n *named) Set(s string) { n.s = s } // want "n does not escape" "leaking param: s"

func f() {
	s := newSet[string]()
	s.Add("x")
	_ = s.Has("y")
	_ = kind(1)
	_ = kind("s")
	_ = sum(1, 2, 3) // want "... argument does not escape"
	_ = sum(1.5) // want "... argument does not escape"
	_ = ptrTo[named]("x")
}
