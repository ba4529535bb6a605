// Index checks are told in the order of evaluation: what has effects, or has to be in memory, comes first.
package p

type point struct{ x, y int32 }

var ints [256]int
var strs [16]string
var points [4]point
var rows [8][4]int
var slices [4][]int
var maps [4]map[int]int
var names [4]map[string]int
var places [4]map[point]int
var bytes [4][]byte
var anys [4]any
var chans [4]chan int
var funcs [4]func(int) int

func call(i int) int                 { println(i); return i }
func text(s string) string           { println(s); return s } // want "leaking param: s to result ~r0 level=0"
func two(i int) (int, string)        { println(i); return i, "" }
func boxes(x ...any)                 {} // want "x does not escape"
func numbers(x ...int)               {} // want "x does not escape"

func expressions(i, j int, b, c byte, q string) (r int) { // want "q does not escape"
	r = ints[b] + call(ints[c]) + ints[i&1] // want "index bounds check elided" "index bounds check elided" "index bounds check elided"
	r = funcs[i&3](ints[b]) * ints[c] // want "index bounds check elided" "index bounds check elided" "index bounds check elided"
	println(strs[i&3][ints[b]:ints[c]], strs[b&3]+strs[c&3]+q, len(strs[j&3]), min(ints[b], ints[c])) // want "strs[b & byte(3)] + strs[c & byte(3)] + q does not escape" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided"
	ok := strs[i&3] == "abc" || strs[b&3] == "" && strs[c&3] == q || !(strs[j&1] < strs[i&1]) // want "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided"
	ok = anys[i&3] == anys[j&3] || anys[b&3] == any(ints[c]) || points[i&3] == points[j&3] || rows[i&7] == rows[j&7] // want "any(ints[c]) does not escape" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided"
	_ = ok
	boxes(ints[b], strs[i&3], points[c&3], &points[j&3], rows[b&7][c&3]) // want "... argument does not escape" "ints[b] does not escape" "strs[i & 3] does not escape" "points[c & byte(3)] does not escape" "rows[b & byte(7)][c & byte(3)] does not escape" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided"
	numbers(ints[b], ints[c], call(ints[i&3]), ints[j&1]) // want "... argument does not escape" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided"
	_ = [...]int{ints[b], call(ints[c]), ints[i&1], 4, 5, ints[j&1]} // want "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided"
	_ = []any{strs[i&1], call(ints[j&1])} // want "[]any{...} does not escape" "strs[i & 1] does not escape" "call(ints[j & 1]) does not escape" "index bounds check elided" "index bounds check elided"
	_ = map[string]int{strs[b&3]: ints[c], "x": 1, "y": ints[b]} // want "map[string]int{...} does not escape" "index bounds check elided" "index bounds check elided" "index bounds check elided"
	_ = map[point]string{points[i&3]: strs[text("x")[0]&15]} // want "map[point]string{...} does not escape" "index bounds check elided" "index bounds check elided"
	_ = maps[i&3][ints[b]] + names[j&3][string(bytes[i&3])] + places[b&3][points[c&3]] + anys[i&3].(int) + <-chans[j&3] // want "string(bytes[i & 3]) does not escape" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided"
	_ = unsafeLength(slices[i&3][ints[j&3]:]) // want "index bounds check elided" "index bounds check elided"
	return ints[b] // want "index bounds check elided"
}

func unsafeLength(s []int) int { return len([]rune(strs[len(s)&15])) + len(string(bytes[len(s)&3])) } // want "s does not escape" "([]rune)(strs[len(s) & 15]) does not escape" "string(bytes[len(s) & 3]) does not escape" "index bounds check elided" "index bounds check elided"

func assignments(i, j int, b, c byte, s, from []int, q string, p *int) (r int, t string) { // want "leaking param: s" "from does not escape" "q does not escape" "p does not escape"
	maps[i&3][ints[b]] = ints[c] // want "index bounds check elided" "index bounds check elided" "index bounds check elided"
	maps[i&3][ints[b&1]] += ints[c&1] // want "index bounds check elided" "index bounds check elided" "index bounds check elided"
	maps[i&3][ints[b&3]] /= ints[c&3] // want "index bounds check elided" "index bounds check elided" "index bounds check elided"
	names[i&3][string(bytes[j&3])] -= call(<-chans[i&1]) // want "string(bytes[j & 3]) escapes to heap" "index bounds check elided" "index bounds check elided" "index bounds check elided"
	places[i&3][points[j&3]] = ints[b] // want "index bounds check elided" "index bounds check elided" "index bounds check elided"
	ints[b] += ints[c] // want "assignments ignoring self-assignment in ints[b] += ints[c]" "index bounds check elided" "index bounds check elided"
	ints[b], ints[c] = ints[c], ints[b] // want "assignments ignoring self-assignment in ints[b], ints[c] = ints[c], ints[b]" "assignments ignoring self-assignment in ints[b], ints[c] = ints[c], ints[b]" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided"
	i, ints[i&3] = j, ints[b] // want "assignments ignoring self-assignment in i, ints[i & 3] = j, ints[b]" "index bounds check elided"
	*p, ints[ints[i&3]&3] = ints[b], ints[c] // want "assignments ignoring self-assignment in *p, ints[ints[i & 3] & 3] = ints[b], ints[c]" "index bounds check elided" "index bounds check elided" "index bounds check elided"
	ints[i&3], strs[j&3] = two(ints[b]) // want "index bounds check elided" "index bounds check elided" "index bounds check elided"
	ints[i&3], t = 1, strs[r&3] // want "index bounds check elided" "index bounds check elided"
	r, _ = maps[i&3][ints[b]] // want "index bounds check elided" "index bounds check elided"
	ints[b], _ = anys[j&3].(int) // want "index bounds check elided" "index bounds check elided"
	ints[c], _ = <-chans[i&3] // want "index bounds check elided" "index bounds check elided"
	s = append(s, ints[b], ints[i&3]) // want "append escapes to heap" "index bounds check elided"
	s = append(s, make([]int, ints[b])...) // want "make([]int, ints[b]) does not escape" "append escapes to heap" "index bounds check elided"
	s = append(s[:ints[c]], make([]int, ints[i&3])...) // want "make([]int, ints[i & 3]) does not escape" "append escapes to heap" "index bounds check elided"
	slices[i&3] = append(slices[i&3], ints[j&3], ints[b]) // want "append escapes to heap" "index bounds check elided" "index bounds check elided"
	s = make([]int, ints[b]) // want "make([]int, ints[b]) escapes to heap" "index bounds check elided"
	s = make([]int, ints[i&1], ints[c]) // want "make([]int, ints[i & 1], ints[c]) escapes to heap" "index bounds check elided"
	s = make([]int, ints[i&1]) // want "make([]int, ints[i & 1]) escapes to heap" "index bounds check elided"
	copy(s, from)
	anys[i&3] = s // want "s escapes to heap" "index bounds check elided"
	chans[i&3] <- ints[j&3] // want "index bounds check elided" "index bounds check elided"
	delete(maps[i&3], ints[j&3]) // want "index bounds check elided" "index bounds check elided"
	delete(places[i&3], points[j&3]) // want "index bounds check elided" "index bounds check elided"
	copy(slices[i&3], slices[j&3]) // want "index bounds check elided" "index bounds check elided"
	clear(slices[i&3]) // want "index bounds check elided"
	close(chans[i&3]) // want "index bounds check elided"
	return ints[b], strs[i&7] // want "index bounds check elided" "index bounds check elided"
}

func statements(i, j int, b, c byte, s []int, q string) { // want "leaking param content: s" "q does not escape"
	if ints[b] > ints[c] { // want "index bounds check elided" "index bounds check elided"
		println(ints[i&1]) // want "index bounds check elided"
	} else if strs[i&3] == q { // want "index bounds check elided"
		println(ints[i&3]) // want "index bounds check elided"
	}
	for k := ints[b]; k < ints[c]; k += ints[i&1] { // want "index bounds check elided" "index bounds check elided" "index bounds check elided"
		println(ints[j&1]) // want "index bounds check elided"
	}
	for range ints[b] { // want "index bounds check elided"
	}
	for i, ints[b] = range s { // want "index bounds check elided"
		println(ints[c]) // want "index bounds check elided"
	}
	for ints[b] = range slices[i&3] { // want "index bounds check elided" "index bounds check elided"
	}
	for names[i&3][text(strs[b&7])], rows[call(j)&7][i&3] = range maps[j&3] { // want "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided" "index bounds check elided"
		println(ints[c]) // want "index bounds check elided"
	}
	for k := range rows[i&7] {
		rows[i&7][k] = 0 // want "index bounds check elided"
	}
	for k := range rows[i&7] {
		rows[call(i)&7][k] = 0 // want "index bounds check elided"
	}
	for k := range maps[i&3] { // want "index bounds check elided"
		delete(maps[i&3], k)
	}
	for k, v := range rows[i&7] { // want "index bounds check elided"
		println(k, v, ints[b]) // want "index bounds check elided"
	}
	switch strs[i&1] { // want "index bounds check elided"
	case strs[b&1], "x": // want "index bounds check elided"
		println(ints[b]) // want "index bounds check elided"
	default:
		println(ints[c]) // want "index bounds check elided"
	case strs[c&1]: // want "index bounds check elided"
		println(ints[i&1]) // want "index bounds check elided"
	}
	switch "abc" {
	case strs[i&3]:
		println(ints[b]) // want "index bounds check elided"
	}
	switch {
	case strs[b&1] == "x" && ints[c] == 2: // want "index bounds check elided"
		println(ints[b]) // want "index bounds check elided"
	case strs[c&1] == q: // want "index bounds check elided"
		println(ints[c]) // want "index bounds check elided"
	}
	switch v := anys[i&3].(type) { // want "index bounds check elided"
	case int:
		println(ints[v&3]) // want "index bounds check elided"
	case error:
		println(ints[b]) // want "index bounds check elided"
	}
	select {
	case chans[b&3] <- ints[c]: // want "index bounds check elided" "index bounds check elided"
		println(ints[b]) // want "index bounds check elided"
	case ints[c&1] = <-chans[b&3]: // want "index bounds check elided" "index bounds check elided"
		println(ints[c]) // want "index bounds check elided"
	case v := <-chans[b&1]: // want "index bounds check elided"
		println(ints[v&1]) // want "index bounds check elided"
	default:
		println(ints[i&1]) // want "index bounds check elided"
	}
	select {
	default:
		println(ints[b]) // want "index bounds check elided"
	case ints[c&1] = <-chans[c&3]: // want "index bounds check elided" "index bounds check elided"
		println(ints[c]) // want "index bounds check elided"
	}
	go numbers(ints[b]) // want "... argument does not escape" "index bounds check elided"
	defer numbers(ints[c], ints[i&3]) // want "... argument does not escape" "index bounds check elided" "index bounds check elided"
}
