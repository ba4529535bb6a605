// Assignments within one object are ignored, and say so.
package p

type B struct {
	buf  []byte
	p    *int
	q    *int
	arr  [4]byte
	parr *[4]byte
	s    []*int
	in   struct{ x, y *int }
}

func (b *B) sa1()         { b.buf = b.buf[1:] } // want "(*B).sa1 ignoring self-assignment in b.buf = b.buf[1:]" "b does not escape"
func (b *B) sa2()         { b.p = b.q } // want "(*B).sa2 ignoring self-assignment in b.p = b.q" "b does not escape"
func (b *B) sa3()         { b.s[0] = b.s[1] } // want "(*B).sa3 ignoring self-assignment in b.s[0] = b.s[1]" "b does not escape"
func (b *B) sa4()         { b.buf = b.arr[:] } // want "leaking param: b"
func (b *B) sa5()         { b.buf = b.parr[1:2] } // want "(*B).sa5 ignoring self-assignment in b.buf = b.parr[1:2]" "b does not escape"
func (b *B) sa6()         { b.in.x = b.in.y } // want "(*B).sa6 ignoring self-assignment in b.in.x = b.in.y" "b does not escape"
func (b *B) sa7(i, j int) { b.s[i], b.s[j] = b.s[j], b.s[i] } // want "(*B).sa7 ignoring self-assignment in b.s[i], b.s[j] = b.s[j], b.s[i]" "(*B).sa7 ignoring self-assignment in b.s[i], b.s[j] = b.s[j], b.s[i]" "b does not escape"
func (b B) sa8()          { b.p = b.q } // want "B.sa8 ignoring self-assignment in b.p = b.q" "b does not escape"
func (b *B) sa9(c *B)     { b.p = c.q } // want "b does not escape" "leaking param content: c"
func (b *B) sa10()        { b.s[f()] = b.s[0] } // want "leaking param content: b"

func sa11(p *[]int) { *p = (*p)[1:] } // want "sa11 ignoring self-assignment in *p = (*p)[1:]" "p does not escape"
func sa12(s []*int) { s[0] = s[1] } // want "sa12 ignoring self-assignment in s[0] = s[1]" "s does not escape"

func f() int { return 0 }
