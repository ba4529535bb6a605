package p

func zero16(s *int, reg int16, off int64) {} // want "s does not escape"

func f(v int, s *int, reg int16) { // want "s does not escape"
	switch v {
	case 1:
		zero16 := func(off int64) { // want "func literal does not escape"
			zero16(s, reg, off)
		}
		for i := int64(0); i < 3; i++ {
			zero16(i)
		}
	}
}
