// Names beyond ASCII: columns count bytes, and upper case in any alphabet is exported.
package p

type Größe struct{ länge, Ширина *int }

type 界面 interface{ 方法(λ *int) *int }

func (γ *Größe) 方法(λ *int) *int { γ.länge = λ; return γ.Ширина } // want "leaking param: γ to result ~r0 level=1" "leaking param: λ"

func Ω(π *int, ñ ...*int) (ß *int) { // want "π does not escape" "leaking param: ñ to result ß level=1"
	für := func(ï int) *int { return &ï } // want "moved to heap: ï" "func literal does not escape"
	_ = für
	if 世 := new(int); 世 != nil { return 世 } // want "new(int) escapes to heap"
	return ñ[0]
}

func é(x 界面) *int { return x.方法(new(int)) } // want "leaking param: x" "new(int) escapes to heap"

var ö = é(&Größe{}) // want "&Größe{} escapes to heap"

func f() { for ı := range 3 { defer func() { _ = &ı }() } } // want "moved to heap: ı" "func literal escapes to heap"
