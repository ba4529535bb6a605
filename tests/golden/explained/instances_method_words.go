// flags: -m=2
// Methods of type parameters, called and as values.
package p

type R interface{ Read([]byte) int }
type F struct{ n int }

func (f *F) Read(b []byte) int { return len(b) }

type V int

func (v V) Read(b []byte) int        { return 0 }
func MV[T R](x T) func([]byte) int   { return x.Read }
func ME[T R]() func(T, []byte) int   { return T.Read }
func Call[T R](x T) int              { b := make([]byte, 10); return x.Read(b) }
func Field[T R](x struct{ r T }) int { return x.r.Read(nil) }
func PtrRecv[T any, P interface {
	*T
	R
}]() int { var t T; return P(&t).Read(nil) }

var sink any

func use() {
	sink = MV(&F{})
	sink = MV(V(1))
	sink = MV[R](V(2))
	sink = ME[*F]()
	sink = ME[V]()
	sink = ME[R]()
	Call(&F{})
	Call(V(1))
	Field(struct{ r V }{1})
	PtrRecv[F]()
}
