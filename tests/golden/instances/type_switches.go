// Type switches over derived types.
package p

type Opt[T any] interface{ apply(*T) }
type fn[T any] func(*T)

func (f fn[T]) apply(x *T) { f(x) }
func Sw[T any](o Opt[T]) any {
	switch v := o.(type) {
	case fn[T]:
		return v
	case interface{ X() T }:
		return v.X() // want "v.X() escapes to heap"
	case nil:
		return nil
	case *ptr[T]:
		return v.x // want "v.x escapes to heap"
	default:
		return v
	}
}

type ptr[T any] struct{ x T }

func (p *ptr[T]) apply(*T) {}
func Kind[T any](x T) string {
	switch any(x).(type) { // want "any(x) does not escape" "any(x) does not escape"
	case int, int8:
		return "i"
	case string:
		return "s" + any(x).(string) // want `"s" + any(x).(string) escapes to heap` "any(x) does not escape" `"s" + any(x).(string) escapes to heap` "any(x) does not escape"
	case []T:
		return "st"
	case map[string]T, func(T):
		return "m"
	}
	if _, ok := any(&x).(interface{ M(T) }); ok {
		return "ok"
	}
	if s, ok := any(x).(struct{ a T }); ok { // want "any(x) does not escape" "any(x) does not escape"
		return Kind(s.a)
	}
	return ""
}
func use() any { Kind(1); Kind("a"); return Sw[int](fn[int](func(*int) {})) } // want "func literal escapes to heap"
