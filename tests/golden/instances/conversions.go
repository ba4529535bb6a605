// Conversions and assertions that a type argument decides.
package p

func ToAny[T any](x T) any                  { return x } // want "x escapes to heap" "x escapes to heap"
func Bytes[T ~string | ~[]byte](x T) []byte { return []byte(x) } // want "([]byte)(x) escapes to heap"
func Str[T ~string | ~[]byte](x T) string   { return string(x) } // want "string(x) escapes to heap"
func Cat[T ~string](a, b T) T               { return a + b + "x" } // want `a + b + go.shape.string("x") escapes to heap`
func Num[T, U ~int | ~float64](x T) U       { return U(x) }
func Assert[T any](x any) T                 { return x.(T) }
func AssertOk[T any](x any) (T, bool)       { v, ok := x.(T); return v, ok }
func Sw[T any](x any) int {
	switch v := x.(type) {
	case T:
		_ = v
		return 1
	case []T:
		return len(v)
	case *T, int:
		return 3
	}
	return 0
}
func Const[T ~int | ~string]() any { var z T; return z } // want "z escapes to heap"
func One[T ~int]() any             { return T(1) } // want "go.shape.int(1) escapes to heap"
func New[T any]() *T               { return new(T) } // want "new(<node DYNAMICTYPE>) escapes to heap" "new(<node DYNAMICTYPE>) escapes to heap"
func MkS[T any](n int) []T         { return make([]T, n) } // want "make([]go.shape.int, n) escapes to heap"

var sink any

type MyS string

func use() {
	sink = ToAny(1)
	sink = ToAny(&sink)
	sink = ToAny("s")
	sink = ToAny[any](3) // want "3 escapes to heap"
	sink = Bytes("x") // want `Bytes[go.shape.string](&.dict.Bytes[string], "x") escapes to heap`
	sink = Bytes([]byte{1}) // want "Bytes[go.shape.[]uint8](&.dict.Bytes[[]uint8], []byte{...}) escapes to heap" "[]byte{...} escapes to heap"
	sink = Str("x") // want `Str[go.shape.string](&.dict.Str[string], "x") escapes to heap`
	sink = Str([]byte{1}) // want "Str[go.shape.[]uint8](&.dict.Str[[]uint8], []byte{...}) escapes to heap" "[]byte{...} does not escape"
	sink = Cat("a", "b") // want `Cat[go.shape.string](&.dict.Cat[string], "a", "b") escapes to heap`
	sink = Cat(MyS("a"), "b") // want `Cat[go.shape.string](&.dict.Cat[p.MyS], MyS("a"), MyS("b")) escapes to heap`
	sink = Num[int, float64](1) // want "Num[go.shape.int,go.shape.float64](&.dict.Num[int,float64], 1) escapes to heap"
	sink = Assert[int](sink) // want "Assert[go.shape.int](&.dict.Assert[int], sink) escapes to heap"
	sink, _ = AssertOk[string](sink) // want ".autotmp_0 escapes to heap"
	sink = Sw[int](sink) // want "Sw[go.shape.int](&.dict.Sw[int], sink) escapes to heap"
	sink = Const[int]()
	sink = One[int]()
	sink = New[int]()
	sink = New[*int]()
	sink = MkS[int](3) // want "MkS[go.shape.int](&.dict.MkS[int], 3) escapes to heap"
}
