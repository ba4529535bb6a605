// Values nobody keeps.
package p

type T struct{ p *int }

func mk() *T              { return &T{} } // want "&T{} escapes to heap"
func pair() (*int, error) { return new(int), nil } // want "new(int) escapes to heap"

func f() {
	mk()
	_ = mk()
	pair()
	_, _ = pair()
	new(T).m() // want "new(T) does not escape"
	(&T{}).m() // want "&T{} does not escape"
	T{}.v()
	func() *int { return new(int) }() // want "new(int) escapes to heap" "func literal does not escape"
	x, _ := pair()
	*x = 1
	if y, err := pair(); err == nil {
		*y = 2
	}
}

func (t *T) m() {} // want "t does not escape"
func (t T) v()  {} // want "t does not escape"
