// Methods of type parameters, called and as values.
package p

type R interface{ Read([]byte) int }
type F struct{ n int }

func (f *F) Read(b []byte) int { return len(b) } // want "f does not escape" "b does not escape"

type V int

func (v V) Read(b []byte) int        { return 0 } // want "b does not escape"
func MV[T R](x T) func([]byte) int   { return x.Read }
func ME[T R]() func(T, []byte) int   { return T.Read }
func Call[T R](x T) int              { b := make([]byte, 10); return x.Read(b) } // want "make([]byte, 10) escapes to heap" "make([]byte, 10) escapes to heap"
func Field[T R](x struct{ r T }) int { return x.r.Read(nil) }
func PtrRecv[T any, P interface {
	*T
	R
}]() int { var t T; return P(&t).Read(nil) } // want "moved to heap: t"

var sink any

func use() {
	sink = MV(&F{}) // want "&F{} escapes to heap"
	sink = MV(V(1))
	sink = MV[R](V(2)) // want "V(2) escapes to heap"
	sink = ME[*F]()
	sink = ME[V]()
	sink = ME[R]()
	Call(&F{}) // want "&F{} escapes to heap"
	Call(V(1))
	Field(struct{ r V }{1})
	PtrRecv[F]()
}
