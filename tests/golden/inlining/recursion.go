// flags: -l=0

// Recursive functions are inlined once round the cycle.
package p

func self()     { self() } // want "can inline self" "inlining call to self"
func ping(n int) { if n > 0 { pong(n - 1) } } // want "can inline ping" "inlining call to pong" "inlining call to ping"
func pong(n int) { if n > 1 { ping(n - 2) } } // want "can inline pong" "inlining call to ping" "inlining call to pong"

type list struct {
	next *list
	v    int
}

func (l *list) last() *list { // want "can inline (*list).last" "leaking param: l to result ~r0 level=0"
	if l.next == nil {
		return l
	}
	return l.next.last() // want "inlining call to (*list).last"
}

func use(l *list) *list { ping(3); self(); return l.last() } // want "inlining call to ping" "inlining call to self" "inlining call to (*list).last" "inlining call to pong" "leaking param: l to result ~r0 level=0"
