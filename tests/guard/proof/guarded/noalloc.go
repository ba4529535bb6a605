package guarded

import (
	"math/bits"
	"sort"
	"strconv"
	"unicode/utf8"
)

// holds: arithmetic(3, 4)
//goescape:noalloc
func arithmetic(a, b int) int { return a*b + add(a, b) }

// holds: onStack(3)
//goescape:noalloc
func onStack(a int) int { p := &pair{a, a}; return look(p) }

// breaks: onHeap(3)
//goescape:noalloc
func onHeap(a int) { sink = &pair{a, a} }

// breaks: fromCallee(3)
//goescape:noalloc
func fromCallee(a int) int { return newPair(a).a }

// breaks: deepDown(3)
//goescape:noalloc
func deepDown(a int) int { return deeper(a) }

//go:noinline
func deeper(a int) int { return fromCallee(a) }

// holds: method(&pair{1, 2})
//goescape:noalloc
func method(p *pair) int { return p.sum() + p.total() }

// holds: literalCalled(3)
//goescape:noalloc
func literalCalled(a int) int { f := func(b int) int { return add(a, b) }; return f(1) + f(2) }

// breaks: literalKept(3)
//goescape:noalloc
func literalKept(a int) { sinkFunc = func() int { return a } }

// holds: literalOfNothing()
//goescape:noalloc
func literalOfNothing() { sinkFunc = func() int { return 1 } }

// breaks: grows(number)
//goescape:noalloc
func grows(n int) int { var s []int; for i := range n { s = append(s, i) }; return len(s) }

// holds: fixed(8)
//goescape:noalloc
func fixed(n int) int { var a [16]int; for i := range n { a[i] = i }; return a[n/2] }

// breaks: makes(number)
//goescape:noalloc
func makes(n int) []byte { return make([]byte, n) }

// holds: makesConstant()
//goescape:noalloc
func makesConstant() int { s := make([]int, 8); s[1] = 2; return s[1] + cap(s) }

// holds: lookUp(1)
//goescape:noalloc
func lookUp(k int) int { return table[k] }

// holds: lookUpBytes(letters)
//goescape:noalloc
func lookUpBytes(k []byte) int { return names[string(k)] }

// holds: walkMap()
//goescape:noalloc
func walkMap() int { n := 0; for k, v := range table { n += k + v }; return n }

// breaks: putIntoNew(number)
//goescape:noalloc
func putIntoNew(n int) int { m := map[int]int{}; for i := range n { m[i] = i }; return len(m) }

// holds: removes(17)
//goescape:noalloc
func removes(k int) { delete(table, k) }

// breaks: joins(text)
//goescape:noalloc
func joins(s string) { sinkStr = s + "!" }

// holds: compares(letters)
//goescape:noalloc
func compares(b []byte) bool { return string(b) == text }

// breaks: converts(letters)
//goescape:noalloc
func converts(b []byte) { sinkStr = string(b) }

// holds: runes(text)
//goescape:noalloc
func runes(s string) int { n := 0; for _, r := range s { n += int(r) }; return n }

// breaks: boxes(number)
//goescape:noalloc
func boxes(n int) { sink = n }

// holds: boxesPointer(aPair)
//goescape:noalloc
func boxesPointer(p *pair) { sink = p }

// holds: boxesConstant()
//goescape:noalloc
func boxesConstant() { sink = 12345 }

// holds: boxedOnStack(number)
//goescape:noalloc
func boxedOnStack(n int) bool { var x any = n; _, ok := x.(string); return ok }

// breaks: variadic(number)
//goescape:noalloc
func variadic(n int) { several(n, n) }

//go:noinline
func several(xs ...any) { sink = xs[0] }

// holds: variadicInts(number)
//goescape:noalloc
func variadicInts(n int) int { return sumOf(n, n, n) }

//go:noinline
func sumOf(xs ...int) int { n := 0; for _, x := range xs { n += x }; return n }

// holds: deferred(number)
//goescape:noalloc
func deferred(n int) (r int) { defer func() { r = add(r, n) }(); return n }

// holds: recursive(9)
//goescape:noalloc
func recursive(n int) int { if n < 2 { return n }; return recursive(n-1) + recursive(n-2) }

// breaks: recursiveKeeping(9)
//goescape:noalloc
func recursiveKeeping(n int) { if n > 0 { sink = &pair{n, n}; recursiveKeeping(n - 1) } }

// holds: instructions(number)
//goescape:noalloc
func instructions(n int) int { return bits.Len(uint(n)) + bits.OnesCount(uint(n)) + bits.TrailingZeros(uint(n)) }

// holds: decodes(letters)
//goescape:noalloc
func decodes(b []byte) int { r, n := utf8.DecodeRune(b); return int(r) + n }

// holds: counts(letters)
// breaks: counts(umlauts)
//goescape:noalloc
func counts(b []byte) int { return utf8.RuneCount(b) }

// holds: parses("1234")
//goescape:noalloc except=errors
func parses(s string) (int, error) { return strconv.Atoi(s) }

// holds: appends(letters[:0])
//goescape:noalloc
func appends(b []byte) int { return copy(b, "abc") }

// breaks: formats(number)
//goescape:noalloc
func formats(n int) { sinkStr = strconv.Itoa(n) }

// holds: searches(ints)
//goescape:noalloc
func searches(s []int) int { return sort.SearchInts(s, 3) }

// holds: generic(number, 3)
//goescape:noalloc
func generic[K int | string](a, b K) K { if a < b { return a }; return b }

// breaks: genericBox(number)
//goescape:noalloc
func genericBox[K any](k K) { sink = k }

// holds: overFunction(number)
//goescape:noalloc
func overFunction(n int) int { s := 0; for i := range counted(n) { s += i }; return s }

func counted(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// holds: swaps(ints)
//goescape:noalloc
func swaps(s []int) { s[0], s[1] = s[1], s[0] }

// holds: structs(number)
//goescape:noalloc
func structs(n int) int { p := pair{n, n}; q := p; q.a++; return p.total() + q.total() }

// holds: arrays(number)
//goescape:noalloc
func arrays(n int) int { a := [4]pair{{n, 1}, {n, 2}}; b := a; return b[1].a }

// holds: switches(text)
//goescape:noalloc
func switches(s string) int { switch s { case "a": return 1; case "b": return 2 }; return 3 }

// holds: methodValueCalled(&pair{1, 2})
//goescape:noalloc
func methodValueCalled(p *pair) int { f := p.sum; return f() }

// breaks: methodValueKept(&pair{1, 2})
//goescape:noalloc
func methodValueKept(p *pair) { sinkFunc = p.sum }

// holds: clears(letters)
//goescape:noalloc
func clears(b []byte) { clear(b[:0]); _ = min(len(b), 3) }

// breaks: spawns()
//goescape:noalloc
func spawns() { go wait(make(chan int)) }

//go:noinline
func wait(c chan int) { <-c }

// breaks: channel()
//goescape:noalloc
func channel() { sink = make(chan int) }

// breaks: moved()
//goescape:noalloc
func moved() { x := number; keep(&x) }

// breaks: large()
//goescape:noalloc
func large() byte { s := make([]byte, 1<<17); return s[number] }
