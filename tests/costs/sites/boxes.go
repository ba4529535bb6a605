package sites

// cost: boxConstant()
func boxConstant() { keep(1000) }

// cost: boxConstantString()
func boxConstantString() { keep("a constant") }

// cost: boxConstantFloat()
func boxConstantFloat() { keep(1.5) }

// cost: boxFolded()
func boxFolded() { n := 1000; keep(n) }

// cost: boxNilSlice()
func boxNilSlice() { keep([]int(nil)) }

// cost: boxStruct()
func boxStruct() { keep(box{1, 2}) }

// cost: boxZeroStruct()
func boxZeroStruct() { keep(box{}) }

// cost: boxStructFolded()
func boxStructFolded() { b := box{3, 4}; keep(b) }

// cost: boxArray()
func boxArray() { keep([3]int{1, 2, 3}) }

// cost: boxNestedConstant()
func boxNestedConstant() {
	keep(struct {
		x any
		b box
	}{"x", box{1, 2}})
}

// cost: boxNested()
func boxNested() { keep(box{one, 2}) }

// cost: boxEmpty()
func boxEmpty() { keep(struct{}{}) }

// cost: boxByte(200)
func boxByte(b byte) { keep(b) }

// cost: boxInt8(-1)
func boxInt8(b int8) { keep(b) }

// cost: boxBool(truth)
func boxBool(b bool) { keep(b) }

// cost: boxByteStruct(byteBox{9})
func boxByteStruct(b byteBox) { keep(b) }

// cost: boxBoolArray(boolArray{true})
func boxBoolArray(b boolArray) { keep(b) }

// cost: boxPadded(padded{b: 9})
func boxPadded(b padded) { keep(b) }

// cost: boxByteArray([3]byte{1, 2, 3})
func boxByteArray(b [3]byte) { keep(b) }

// cost: free: boxInt16(255)
// cost: paid: boxInt16(256)
func boxInt16(n int16) { keep(n) }

// cost: free: boxInt32(255)
// cost: paid: boxInt32(-1)
func boxInt32(n int32) { keep(n) }

// cost: free: boxInt(255)
// cost: paid: boxInt(256)
func boxInt(n int) { keep(n) }

// cost: free: boxFloat(f64z)
// cost: paid: boxFloat(f64)
func boxFloat(f float64) { keep(f) }

// cost: boxPair(pair{1, 2})
func boxPair(p pair) { keep(p) }

// cost: free: boxOneInt(struct{ n int }{5})
// cost: paid: boxOneInt(struct{ n int }{500})
func boxOneInt(p struct{ n int }) { keep(p) }

// cost: boxUint16s([2]uint16{1, 0})
func boxUint16s(p [2]uint16) { keep(p) }

// cost: boxComplex(1i)
func boxComplex(c complex64) { keep(c) }

// cost: free: boxString(empty)
// cost: paid: boxString(short)
func boxString(s string) { keep(s) }

// cost: free: boxText(text{})
// cost: paid: boxText(text{short})
func boxText(s text) { keep(s) }

// cost: free: boxSlice(nilInts)
// cost: paid: boxSlice(ints)
func boxSlice(s []int) { keep(s) }

// cost: free: boxList(list{})
// cost: paid: boxList(list{ints})
func boxList(s list) { keep(s) }

// cost: boxBox(aBox)
func boxBox(b box) { keep(b) }

// cost: boxWide(wide{})
func boxWide(w wide) { keep(w) }

// cost: boxWithString(struct{ s string; n int }{})
func boxWithString(s struct {
	s string
	n int
}) { keep(s) }

// cost: boxPointer(intp)
func boxPointer(p *int) { keep(p) }

// cost: boxPointerStruct(pointer{intp})
func boxPointerStruct(p pointer) { keep(p) }

// cost: boxMap(sinkMap)
func boxMap(m map[int]int) { keep(m) }

// cost: boxFunc(sinkFunc)
func boxFunc(f func()) { keep(f) }

// cost: boxChan(nil)
func boxChan(c chan int) { keep(c) }

// cost: boxInterface(aGetter)
func boxInterface(g getter) { keep(g) }

// cost: boxToGetter(aBox)
func boxToGetter(b box) { aGetter = b }

// cost: boxIntStays(big)
func boxIntStays(n int) { look(n) }

// cost: boxStringStays(long)
func boxStringStays(s string) { look(s) }

// cost: boxBoxStays(aBox)
func boxBoxStays(b box) { look(b) }

// cost: boxHugeStays(huge{})
func boxHugeStays(h huge) { h[one] = 1; look(h) }

// cost: boxFirstStays(box{5, 6})
func boxFirstStays(b box) { look([128]int{one}) }

// cost: prints(five)
func prints(n int) { printish(n, short) }

// cost: printsConstants()
func printsConstants() { printish(1, "two", 3.0) }

// cost: printsKept(aBox)
func printsKept(b box) { printKeep(b, 1, "two") }

// cost: panics(aBox)
func panics(b box) { defer func() { recover() }(); panic(b) }

// cost: compared(aGetter)
func compared(g any) { sinkBool = g == any(big) }
