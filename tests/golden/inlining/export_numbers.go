// flags: -l=0

// Mentions of a type from within what was written on its behalf have a number of their own.
package p

type Circle struct{ field **Area }

type Box struct{}

type Area struct{ self func(*Area) }

func (x Circle) Draw(*Box)        {} // want "can inline Circle.Draw" "x does not escape"
func (x Circle) Move([]Circle)    {} // want "can inline Circle.Move" "x does not escape"
func (x Area) Add([]Area)         {} // want "can inline Area.Add" "x does not escape"
func (x *Box) Open(func(*Circle)) {} // want "can inline (*Box).Open" "x does not escape"
func (x Box) Close()              { use() } // want "can inline Box.Close" "inlining call to use"
func (x *Area) Grow(**Circle)     { use() } // want "can inline (*Area).Grow" "inlining call to use" "x does not escape"

func use() { // want "can inline use"
	var v **Box
	_ = v
}
