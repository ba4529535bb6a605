package sites

// cost: mapEmpty()
func mapEmpty() { sinkMap = make(map[int]int) }

// cost: mapEmptyLiteral()
func mapEmptyLiteral() { sinkMap = map[int]int{} }

// cost: mapHintSmall()
func mapHintSmall() { sinkMap = make(map[int]int, 8) }

// cost: mapHintNine()
func mapHintNine() { sinkMap = make(map[int]int, 9) }

// cost: mapHint100()
func mapHint100() { sinkMap = make(map[int]int, 100) }

// cost: mapHint896()
func mapHint896() { sinkMap = make(map[int]int, 896) }

// cost: mapHint1000()
func mapHint1000() { sinkMap = make(map[int]int, 1000) }

// cost: mapHint5000()
func mapHint5000() { sinkMap = make(map[int]int, 5000) }

// cost: mapHintStrings()
func mapHintStrings() { sinkStrings = make(map[string]int, 50) }

// cost: mapHintSet()
func mapHintSet() { keep(make(map[string]struct{}, 50)) }

// cost: mapHintBytes()
func mapHintBytes() { keep(make(map[byte]bool, 20)) }

// cost: mapHintMixed()
func mapHintMixed() { keep(make(map[uint16]uint64, 20)) }

// cost: mapHintIntSet()
func mapHintIntSet() { keep(make(map[int32]struct{}, 20)) }

// cost: mapHintWide()
func mapHintWide() { sinkWide = make(map[int]wide, 20) }

// cost: bound: mapHintVariable(five)
// cost: bound: mapHintVariable(hundred)
func mapHintVariable(n int) { sinkMap = make(map[int]int, n) }

// cost: free: mapStays(eight)
// cost: paid: mapStays(nine)
func mapStays(n int) {
	m := make(map[int]int)
	for i := range n {
		m[i] = i
	}
	lookMap(m)
}

// cost: free: mapStaysHint(eight)
// cost: paid: mapStaysHint(nine)
func mapStaysHint(n int) { m := make(map[int]int, n); lookMap(m) }

// cost: mapStaysLargeHint()
func mapStaysLargeHint() { m := make(map[int]int, 100); lookMap(m) }

// cost: free: mapStaysWide(zero)
// cost: paid: mapStaysWide(one)
func mapStaysWide(n int) {
	m := make(map[int]wide)
	for i := range n {
		m[i] = wide{}
	}
	sinkInt = len(m)
}

// cost: mapLiteral()
func mapLiteral() { sinkMap = map[int]int{1: 1, 2: 2} }

// cost: mapLiteralStays()
func mapLiteralStays() { lookMap(map[int]int{1: 1, 2: 2}) }

// cost: mapLiteralStrings()
func mapLiteralStrings() { sinkStrings = map[string]int{"a": 1, "b": 2, "c": 3} }

// cost: mapLiteralEight()
func mapLiteralEight() { sinkMap = map[int]int{1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8} }

// cost: mapLiteralNine()
func mapLiteralNine() { sinkMap = map[int]int{1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9} }

// cost: mapLiteralNineStays()
func mapLiteralNineStays() {
	lookMap(map[int]int{1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9})
}

// cost: mapLiteralVariable()
func mapLiteralVariable() { sinkMap = map[int]int{one: 1, five: 5} }

// cost: mapLiteralWide()
func mapLiteralWide() { sinkWide = map[int]wide{1: {}, 2: {}} }

// cost: mapLiteralWideStays()
func mapLiteralWideStays() { m := map[int]wide{1: {}, 2: {}, 3: {}}; sinkInt = len(m) }

// cost: mapLiteralThirty()
func mapLiteralThirty() {
	sinkMap = map[int]int{
		1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 6, 7: 7, 8: 8, 9: 9, 10: 10, 11: 1, 12: 2, 13: 3, 14: 4, 15: 5,
		16: 6, 17: 7, 18: 8, 19: 9, 20: 10, 21: 1, 22: 2, 23: 3, 24: 4, 25: 5, 26: 6, 27: 7, 28: 8, 29: 9,
	}
}
