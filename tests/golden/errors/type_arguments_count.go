// A wrong number of type arguments is reported where it stands, nowhere else.
package p

type T[U interface{ M() T[U, int] }] int // error "too many type arguments for type T: have 2, want 1"
type X int

func (X) M() T[X] { return 0 }

type V[U any] struct{ x U }
type S[U any] struct{ a V[U, U] } // error "too many type arguments for type V: have 2, want 1"

func (s S[U]) m() V[U, U] { return s.a } // error "too many type arguments for type V: have 2, want 1"

var x = S[int]{}.a
var y = S[int]{}.m()
