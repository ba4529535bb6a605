// Receivers and parameters of one name; receivers behind aliases.
package p

type T struct{}

func (t T) a(t int) {} // error "t redeclared in this block"

type X = *Y
type Y struct{}

func (x X) m()  {}
func (x *X) n() {} // error "invalid receiver type *X"

type Foo[t any] interface{ Bar(Bar[t]) }
type Bar[t any] interface{ Foo } // error "cannot use generic type Foo[t any] without instantiation"

type A1 = Foo // error "cannot use generic type Foo[t any] without instantiation"

func (A1[P]) m2() {}

func (T[P]) b() {} // error "T is not a generic type"
