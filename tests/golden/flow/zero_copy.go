// A conversion to bytes that are only read needs no copy.
package p

func f(s string) byte { // want "s does not escape"
	b := []byte(s) // want "([]byte)(s) does not escape" "zero-copy string->[]byte conversion"
	return b[0]
}

func g(s string) byte { // want "s does not escape"
	b := []byte(s) // want "([]byte)(s) does not escape"
	b[0] = 1
	return b[0]
}

func h(s string) { // want "s does not escape"
	for _, c := range []byte(s) { // want "([]byte)(s) does not escape" "zero-copy string->[]byte conversion"
		_ = c
	}
}

func i(s string) int { // want "s does not escape"
	return sum([]byte(s)) // want "([]byte)(s) does not escape" "zero-copy string->[]byte conversion"
}

func sum(b []byte) (n int) { // want "b does not escape"
	for _, c := range b {
		n += int(c)
	}
	return n
}
