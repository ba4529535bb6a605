// flags: -l=0

// A type counts as read when the receiver of its first method is.
package p

type Form int

func (f Form) Props() Properties { return Properties{} } // want "can inline Form.Props"
func (f Form) A() int            { return 1 } // want "can inline Form.A"

type Properties struct{ a int }

func (p Properties) B() int { return p.a } // want "can inline Properties.B"

func use(f Form) int { return f.Props().B() } // want "can inline use" "inlining call to Form.Props" "inlining call to Properties.B"

type Shape interface {
	Zero() Last
	Area() First
}

type Last struct{ n int }

func (l Last) L() int { return l.n } // want "can inline Last.L"

type First struct{ n int }

func (f First) F() int { return f.n } // want "can inline First.F"
