// flags: -m=2 -l=0

// Recursive functions are inlined once round the cycle.
package p

func self()     { self() }
func ping(n int) { if n > 0 { pong(n - 1) } }
func pong(n int) { if n > 1 { ping(n - 2) } }

type list struct {
	next *list
	v    int
}

func (l *list) last() *list {
	if l.next == nil {
		return l
	}
	return l.next.last()
}

func use(l *list) *list { ping(3); self(); return l.last() }
