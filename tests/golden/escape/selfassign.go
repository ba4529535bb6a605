package p

type B struct {
	buf, other []byte
	s          string
	arr        [4]byte
	parr       *[4]byte
	p, q       *int
	in         struct{ x, y *int }
	ps         []*int
}

func (b *B) sa1(n, m int)  { b.buf = b.buf[n:m] } // want "(*B).sa1 ignoring self-assignment in b.buf = b.buf[n:m]" "b does not escape"
func (b *B) sa2(n int)     { b.other = b.buf[n:] } // want "(*B).sa2 ignoring self-assignment in b.other = b.buf[n:]" "b does not escape"
func (b *B) sa3()          { b.buf = b.arr[:] } // want "leaking param: b"
func (b *B) sa4()          { b.buf = b.parr[:] } // want "(*B).sa4 ignoring self-assignment in b.buf = b.parr[:]" "b does not escape"
func (b *B) sa5()          { b.s = b.s[1:] } // want "(*B).sa5 ignoring self-assignment in b.s = b.s[1:]" "b does not escape"
func (b *B) sa6(c *B)      { b.buf = c.buf[1:] } // want "b does not escape" "leaking param content: c"
func (b *B) sa7()          { b.p = b.q } // want "(*B).sa7 ignoring self-assignment in b.p = b.q" "b does not escape"
func (b *B) sa8(c *B)      { b.p = c.q } // want "b does not escape" "leaking param content: c"
func (b *B) sa9()          { b.in.x = b.in.y } // want "(*B).sa9 ignoring self-assignment in b.in.x = b.in.y" "b does not escape"
func (b *B) sa10(i, j int) { b.ps[i] = b.ps[j] } // want "(*B).sa10 ignoring self-assignment in b.ps[i] = b.ps[j]" "b does not escape"
func (b *B) sa11(f func() int) { // want "leaking param content: b" "f does not escape"
	b.ps[f()] = b.ps[0]
}
func (b *B) sa12(i, j int) { b.ps[i], b.ps[j] = b.ps[j], b.ps[i] } // want "(*B).sa12 ignoring self-assignment in b.ps[i], b.ps[j] = b.ps[j], b.ps[i]" "(*B).sa12 ignoring self-assignment in b.ps[i], b.ps[j] = b.ps[j], b.ps[i]" "b does not escape"
func (b B) sa13()          { b.p = b.q } // want "B.sa13 ignoring self-assignment in b.p = b.q" "b does not escape"
func sa14(p *[]byte)       { *p = (*p)[1:] } // want "sa14 ignoring self-assignment in *p = (*p)[1:]" "p does not escape"
func sa15(p **B)           { (*p).p = (*p).q } // want "sa15 ignoring self-assignment in (*p).p = (*p).q" "p does not escape"
func sa16(p *string)       { *p = (*p)[1:2] } // want "sa16 ignoring self-assignment in *p = (*p)[1:2]" "p does not escape"
func sa17(p *B) { // want "p does not escape"
	func() { p.buf = p.buf[1:] }() // want "sa17.func1 ignoring self-assignment in p.buf = p.buf[1:]" "func literal does not escape"
	p.s += p.s // want "sa17 ignoring self-assignment in p.s += p.s"
	p.buf = p.buf[1:2:3] // want "sa17 ignoring self-assignment in p.buf = p.buf[1:2:3]"
}

var g *B

func sa18() { g.buf = g.buf[1:]; g.p = g.q } // want "sa18 ignoring self-assignment in g.buf = g.buf[1:]" "sa18 ignoring self-assignment in g.p = g.q"
