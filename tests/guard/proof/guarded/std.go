package guarded

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"math/bits"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"
)

var (
	buffer = make([]byte, 0, 256)
	castle = crc32.MakeTable(crc32.Castagnoli)
	moment = time.Date(2027, 1, 15, 12, 30, 0, 0, time.UTC)
	words  = []string{"one", "two", "three", "four"}
	wide   = make([]int, 100)
)

// holds: stdBits(number)
//goescape:noalloc
func stdBits(n int) int { return bits.LeadingZeros64(uint64(n)) + int(bits.Reverse8(uint8(n))) }

// holds: stdAddCarry(number)
//goescape:noalloc
func stdAddCarry(n int) int { s, c := bits.Add64(uint64(n), 3, 1); return int(s + c) }

// holds: stdRuneLen('ä')
//goescape:noalloc
func stdRuneLen(r rune) int { return utf8.RuneLen(r) + utf8.EncodeRune(buffer[:4], r) }

// breaks: _ = stdAppendRune('ä')
//goescape:noalloc
func stdAppendRune(r rune) int { return len(utf8.AppendRune(nil, r)) }

// holds: stdValid(letters)
//goescape:noalloc
func stdValid(b []byte) bool { return utf8.Valid(b) }

// holds: stdParseBool("true")
// breaks: stdParseBool("neither of them")
//goescape:noalloc
func stdParseBool(s string) bool { v, _ := strconv.ParseBool(s); return v }

// breaks: _ = stdQuote(text)
//goescape:noalloc
func stdQuote(s string) string { return strconv.Quote(s) }

// breaks: _ = stdFormat(number)
//goescape:noalloc
func stdFormat(n int) string { return strconv.FormatInt(int64(n), 16) }

// holds: stdSearch(wide)
//goescape:noalloc
func stdSearch(s []int) int { return sort.SearchInts(s, 3) }

// holds: stdSlicesSort(wide)
//goescape:noalloc
func stdSlicesSort(s []int)  { slices.Sort(s) }

// holds: stdSortInts(wide)
//goescape:noalloc
func stdSortInts(s []int)  { sort.Ints(s) }

// holds: stdSlicesIndex(words)
//goescape:noalloc
func stdSlicesIndex(s []string) int { return slices.Index(s, "four") }

// holds: stdSlicesContains(words)
//goescape:noalloc
func stdSlicesContains(s []string) bool { return slices.Contains(s, "five") }

// holds: stdSlicesMax(ints)
//goescape:noalloc
func stdSlicesMax(s []int) int { return slices.Max(s) }

// holds: stdSlicesReverse(wide)
//goescape:noalloc
func stdSlicesReverse(s []int)  { slices.Reverse(s) }

// breaks: _ = stdSlicesClone(wide)
//goescape:noalloc
func stdSlicesClone(s []int) []int { return slices.Clone(s) }

// holds: stdBinarySearch(wide)
//goescape:noalloc
func stdBinarySearch(s []int) int { i, _ := slices.BinarySearch(s, 7); return i }

// holds: stdBytesIndex(letters)
//goescape:noalloc
func stdBytesIndex(b []byte) int { return bytes.Index(b, b[3:9]) }

// holds: stdBytesEqual(letters)
//goescape:noalloc
func stdBytesEqual(b []byte) bool { return bytes.Equal(b, letters) }

// holds: stdBytesTrim(letters)
//goescape:noalloc
func stdBytesTrim(b []byte) []byte { return bytes.TrimSpace(b) }

// breaks: _ = stdBytesToUpper(letters)
//goescape:noalloc
func stdBytesToUpper(b []byte) []byte { return bytes.ToUpper(b) }

// holds: stdBytesCompare(letters)
//goescape:noalloc
func stdBytesCompare(b []byte) int { return bytes.Compare(b, letters) }

// holds: stdContains(text)
//goescape:noalloc
func stdContains(s string) bool { return strings.Contains(s, "thirty") }

// holds: stdHasPrefix(text)
//goescape:noalloc
func stdHasPrefix(s string) bool { return strings.HasPrefix(s, "some") && strings.HasSuffix(s, "are") }

// holds: stdCut(text)
//goescape:noalloc
func stdCut(s string) string { a, _, _ := strings.Cut(s, " "); return a }

// holds: stdIndexByte(text)
//goescape:noalloc
func stdIndexByte(s string) int { return strings.IndexByte(s, 116) + strings.Count(s, "t") }

// breaks: _ = stdSplit(text)
//goescape:noalloc
func stdSplit(s string) []string { return strings.Split(s, " ") }

// breaks: _ = stdRepeat(text)
//goescape:noalloc
func stdRepeat(s string) string { return strings.Repeat(s, 3) }

// holds: stdTrimSpace(text)
//goescape:noalloc
func stdTrimSpace(s string) string { return strings.TrimSpace(s) }

// holds: stdEqualFold(text)
//goescape:noalloc
func stdEqualFold(s string) bool { return strings.EqualFold(s, text) }

// holds: stdEndian(letters)
//goescape:noalloc
func stdEndian(b []byte) uint64 { return binary.LittleEndian.Uint64(b) + uint64(binary.BigEndian.Uint16(b)) }

// holds: stdPutEndian(buffer[:8])
//goescape:noalloc
func stdPutEndian(b []byte)  { binary.BigEndian.PutUint32(b, 7) }

// holds: stdVarint(buffer[:16])
//goescape:noalloc
func stdVarint(b []byte) int { n := binary.PutUvarint(b, 300); v, _ := binary.Uvarint(b); return n + int(v) }

// holds: stdCRC(letters)
//goescape:noalloc
func stdCRC(b []byte) uint32 { return crc32.Checksum(b, castle) }

// holds: stdAtomic(&plain)
//goescape:noalloc
func stdAtomic(p *int64) int64 { return atomic.AddInt64(p, 1) + atomic.LoadInt64(p) }

// holds: stdDuration(moment)
//goescape:noalloc
func stdDuration(t time.Time) time.Duration { return t.Sub(moment) + time.Duration(t.Unix()) + 3*time.Second }

// holds: stdBefore(moment)
//goescape:noalloc
func stdBefore(t time.Time) bool { return t.Before(moment) || t.Equal(moment) }

// holds: stdAddTime(moment)
//goescape:noalloc
func stdAddTime(t time.Time) time.Time { return t.Add(time.Hour).Truncate(time.Minute) }

// breaks: _ = stdTimeFormat(moment)
//goescape:noalloc
func stdTimeFormat(t time.Time) string { return t.Format(time.RFC3339) }

// breaks: _ = stdDurationString(moment)
//goescape:noalloc
func stdDurationString(t time.Time) string { return time.Duration(number).String() }
