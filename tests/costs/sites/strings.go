package sites

// cost: free: concat(long, empty)
// cost: paid: concat(short, short)
func concat(a, b string) { sinkString = a + b }

// cost: free: concatStays(short, short)
// cost: paid: concatStays(short, exact)
func concatStays(a, b string) { lookString(a + b) }

// cost: free: concatExact(short, "0123456789012345678901")
// cost: paid: concatExact(short, "01234567890123456789012")
func concatExact(a, b string) { lookString(a + b) }

// cost: concatConstants(short)
func concatConstants(a string) { sinkString = "<" + a + ">" }

// cost: free: concatPrefix(empty)
// cost: paid: concatPrefix(short)
func concatPrefix(a string) { sinkString = "prefix" + a }

// cost: free: concatMany(empty, empty)
// cost: paid: concatMany(short, empty)
func concatMany(a, b string) { sinkString = a + b + a + b + a + b + a }

// cost: free: concatLongConstant(empty)
// cost: paid: concatLongConstant(short)
func concatLongConstant(a string) { lookString(a + "0123456789012345678901234567890123456789") }

// cost: free: concatAsBytes(empty, empty)
// cost: paid: concatAsBytes(short, empty)
func concatAsBytes(a, b string) { sinkBytes = []byte(a + b) }

// cost: free: concatAsBytesStays(short, short)
// cost: paid: concatAsBytesStays(short, exact)
func concatAsBytesStays(a, b string) { writeBytes([]byte(a + b)) }

// cost: concatConstantAsBytes(short)
func concatConstantAsBytes(a string) { sinkBytes = []byte("x" + a) }

// cost: free: toBytes(empty)
// cost: paid: toBytes(short)
func toBytes(s string) { sinkBytes = []byte(s) }

// cost: free: toBytesStays(exact)
// cost: paid: toBytesStays(long)
func toBytesStays(s string) { writeBytes([]byte(s)) }

// cost: toBytesRead(long)
func toBytesRead(s string) { lookBytes([]byte(s)) }

// cost: constantToBytes()
func constantToBytes() { sinkBytes = []byte("a constant of 25 bytes   ") }

// cost: constantToBytesStays()
func constantToBytesStays() {
	writeBytes([]byte("a constant that is much longer than the small buffer of 32 bytes"))
}

// cost: emptyToBytes()
func emptyToBytes() { sinkBytes = []byte("") }

// cost: free: toString(emptyBytes)
// cost: free: toString(oneByte)
// cost: paid: toString(shortBytes)
func toString(b []byte) { sinkString = string(b) }

// cost: free: toStringStays(exactBytes)
// cost: paid: toStringStays(longBytes)
func toStringStays(b []byte) { lookString(string(b)) }

// cost: runesToString(shortRunes)
func runesToString(r []rune) { sinkString = string(r) }

// cost: free: runesToStringStays(runes29)
// cost: paid: runesToStringStays(runes30)
func runesToStringStays(r []rune) { lookString(string(r)) }

// cost: free: toRunes(empty)
// cost: paid: toRunes(short)
func toRunes(s string) { sinkRunes = []rune(s) }

// cost: free: toRunesStays(exact)
// cost: paid: toRunesStays(long)
func toRunesStays(s string) { writeRunes([]rune(s)) }

// cost: runeToString('x')
func runeToString(r rune) { sinkString = string(r) }

// cost: runeToStringStays('x')
func runeToStringStays(r rune) { lookString(string(r)) }

// cost: lookup(longBytes)
func lookup(b []byte) { sinkInt = table1[string(b)] }

// cost: lookupOk(longBytes)
func lookupOk(b []byte) { _, sinkBool = table1[string(b)] }

// cost: lookupStruct(longBytes)
func lookupStruct(b []byte) { sinkInt = sets[[1]string{string(b)}] }

// cost: paid: assignedKey(longBytes)
// cost: free: assignedKey(oneByte)
func assignedKey(b []byte) { table1[string(b)] = 1 }

// cost: compareBytes(longBytes)
func compareBytes(b []byte) { sinkBool = string(b) == long }

// cost: compareBoth(longBytes, longBytes)
func compareBoth(a, b []byte) { sinkBool = string(a) < string(b) }

// cost: switchBytes(longBytes)
func switchBytes(b []byte) {
	switch string(b) {
	case "a", "b":
		sinkInt = 1
	case "c":
		sinkInt = 2
	}
}

// cost: free: switchVariable(exactBytes)
// cost: paid: switchVariable(longBytes)
func switchVariable(b []byte) {
	switch string(b) {
	case short:
		sinkInt = 1
	case long:
		sinkInt = 2
	}
}

// cost: rangeBytes(long)
func rangeBytes(s string) {
	for _, c := range []byte(s) {
		sinkInt += int(c)
	}
}

// cost: free: rangeRunes(exact)
// cost: paid: rangeRunes(long)
func rangeRunes(s string) {
	for _, c := range []rune(s) {
		sinkInt += int(c)
	}
}

// cost: countRunes(long)
func countRunes(s string) { sinkInt = len([]rune(s)) }

// cost: countBytes(longBytes)
func countBytes(b []byte) { sinkInt = len(string(b)) }

// cost: concatBytes(longBytes)
func concatBytes(b []byte) { sinkString = "<" + string(b) + ">" }

// cost: free: appendString(shortBytes[:0])
// cost: paid: appendString(emptyBytes)
func appendString(b []byte) { sinkBytes = append(b, short...) }

// cost: paid: appendConverted(emptyBytes)
// cost: free: appendConverted(shortBytes[:0])
func appendConverted(b []byte) { sinkBytes = append(b, []byte(short)...) }
