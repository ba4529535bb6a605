// flags: -m=2 -l=0

// Wrappers: value methods through pointers, promoted methods, method values.
package p

type mutex struct{ state int }

func (m *mutex) Lock()   { m.state++ }
func (m *mutex) Unlock() { m.state-- }

type base struct{ n int }

func (b base) value() int    { return b.n }
func (b *base) pointer()     { b.n++ }

type byValue struct{ base }
type byPointer struct{ *base }
type twoDeep struct{ byPointer }

var guarded struct {
	mutex
	n int
}

func values(x base, y byPointer) (func() int, func()) { return x.value, y.pointer }
