// Runs what is assumed of code without Go bodies: with a name, that call alone; without, all that return, each with how often it allocated.
package main

import (
	"hash/crc32"
	"math"
	"os"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// What is called must be linked.
var (
	_ = crc32.ChecksumIEEE
	_ = math.Floor
	_ = strings.Count
	_ = time.Now
	_ = reflect.ValueOf
	_ sync.Mutex
)

var (
	text    = strings.Repeat("some text ", 100)
	letters = []byte(text)
	number  = 2.5
	notify  [4]uintptr
	pointer unsafe.Pointer
	channel = addressOf(make(chan int, 3))
	table   = addressOf(map[int]int{1: 2})
)

// What a channel or a map is behind its type.
func addressOf[T any](x T) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&x)) }

// The description of a value's type.
func typeOf(x any) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&x)) }

var (
	sink        []byte
	sinkPointer unsafe.Pointer
)

type entry struct {
	name string
	run  func()
}

func ready() *uint32 { semaphore = 1; return &semaphore }

var semaphore uint32

var entries = []entry{
	{"hash/crc32.castagnoliSSE42", func() { castagnoliSSE42(1, letters) }},
	{"hash/crc32.castagnoliSSE42Triple", func() { castagnoliSSE42Triple(1, 2, 3, letters[:240], letters[:240], letters[:240], 10) }},
	{"hash/crc32.ieeeCLMUL", func() { ieeeCLMUL(1, letters[:64]) }},
	{"internal/bytealg.Compare", func() { bytealgCompare(letters, letters) }},
	{"internal/bytealg.Count", func() { bytealgCount(letters, 'x') }},
	{"internal/bytealg.CountString", func() { bytealgCountString(text, 'x') }},
	{"internal/bytealg.Index", func() { bytealgIndex(letters[:40], letters[5:9]) }},
	{"internal/bytealg.IndexString", func() { bytealgIndexString(text[:40], text[5:9]) }},
	{"internal/bytealg.IndexByte", func() { bytealgIndexByte(letters, 'z') }},
	{"internal/bytealg.IndexByteString", func() { bytealgIndexByteString(text, 'z') }},
	{"internal/bytealg.MakeNoZero", func() { sink = bytealgMakeNoZero(100) }},
	{"internal/bytealg.abigen_runtime_cmpstring", func() { _ = strings.Compare(text, text) }},
	{"internal/reflectlite.unsafe_New", func() { sinkPointer = liteNew(typeOf(text)) }},
	{"internal/reflectlite.chanlen", func() { liteChanlen(channel) }},
	{"internal/reflectlite.maplen", func() { liteMaplen(table) }},
	{"internal/sync.runtime_rand", func() { rand() }},
	{"internal/sync.runtime_canSpin", func() { canSpin(1) }},
	{"internal/sync.runtime_doSpin", doSpin},
	{"internal/sync.runtime_nanotime", func() { nanotime() }},
	{"internal/sync.runtime_SemacquireMutex", func() { semacquireMutex(ready(), false, 1) }},
	{"internal/sync.runtime_Semrelease", func() { semreleaseMutex(ready(), false, 1) }},
	{"internal/sync.throw", func() { throwInternal("thrown") }},
	{"internal/sync.fatal", func() { fatalInternal("thrown") }},
	{"math.archCeil", func() { number = archCeil(number) }},
	{"math.archExp", func() { archExp(number) }},
	{"math.archFloor", func() { archFloor(number) }},
	{"math.archHypot", func() { archHypot(number, 3) }},
	{"math.archLog", func() { archLog(number) }},
	{"math.archMax", func() { archMax(number, 3) }},
	{"math.archMin", func() { archMin(number, 3) }},
	{"math.archTrunc", func() { archTrunc(number) }},
	{"reflect.unsafe_New", func() { sinkPointer = reflectNew(typeOf(text)) }},
	{"reflect.chanlen", func() { reflectChanlen(channel) }},
	{"reflect.maplen", func() { reflectMaplen(table) }},
	{"reflect.verifyNotInHeapPtr", func() { verifyNotInHeapPtr(1) }},
	{"runtime.panicrangestate", func() { defer func() { recover() }(); panicrangestate(0) }},
	{"sync.runtime_SemacquireRWMutex", func() { semacquireRW(ready(), false, 1) }},
	{"sync.runtime_SemacquireRWMutexR", func() { semacquireRWR(ready(), false, 1) }},
	{"sync.runtime_SemacquireWaitGroup", func() { semacquireGroup(ready(), false) }},
	{"sync.runtime_Semrelease", func() { semrelease(ready(), false, 1) }},
	{"sync.runtime_notifyListAdd", func() { notifyAdd(unsafe.Pointer(&notify)); notifyAll(unsafe.Pointer(&notify)) }},
	{"sync.runtime_notifyListWait", func() {
		ticket := notifyAdd(unsafe.Pointer(&notify))
		notifyAll(unsafe.Pointer(&notify))
		notifyWait(unsafe.Pointer(&notify), ticket)
	}},
	{"sync.runtime_notifyListNotifyAll", func() { notifyAll(unsafe.Pointer(&notify)) }},
	{"sync.runtime_notifyListNotifyOne", func() { notifyOne(unsafe.Pointer(&notify)) }},
	{"sync.runtime_procPin", func() { procPin(); procUnpin() }},
	{"sync.runtime_procUnpin", func() { procPin(); procUnpin() }},
	{"sync.throw", func() { throwSync("thrown") }},
	{"sync.fatal", func() { fatalSync("thrown") }},
	{"sync/atomic.CompareAndSwapPointer", func() { atomic.CompareAndSwapPointer(&pointer, nil, nil) }},
	{"sync/atomic.StorePointer", func() { atomic.StorePointer(&pointer, unsafe.Pointer(&notify)) }},
	{"sync/atomic.SwapPointer", func() { atomic.SwapPointer(&pointer, nil) }},
	{"sync/atomic.runtime_procPin", func() { atomicPin(); atomicUnpin() }},
	{"sync/atomic.runtime_procUnpin", func() { atomicPin(); atomicUnpin() }},
	{"time.runtimeNow", func() { runtimeNow() }},
	{"time.runtimeNano", func() { runtimeNano() }},
	{"time.runtimeIsBubbled", func() { runtimeIsBubbled() }},
}

func main() {
	wanted := ""
	if len(os.Args) > 1 {
		wanted = os.Args[1]
	}
	for _, each := range entries {
		ends := strings.HasSuffix(each.name, ".throw") || strings.HasSuffix(each.name, ".fatal")
		if each.name == wanted {
			each.run()
		} else if wanted == "" && !ends {
			println(each.name, measure(each.run))
		}
	}
}

func measure(run func()) uint64 {
	for range 100 {
		run()
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 200 {
		run()
	}
	runtime.ReadMemStats(&after)
	return after.Mallocs - before.Mallocs
}

//go:linkname castagnoliSSE42 hash/crc32.castagnoliSSE42
//go:noescape
func castagnoliSSE42(crc uint32, p []byte) uint32

//go:linkname castagnoliSSE42Triple hash/crc32.castagnoliSSE42Triple
//go:noescape
func castagnoliSSE42Triple(a, b, c uint32, x, y, z []byte, rounds uint32) (uint32, uint32, uint32)

//go:linkname ieeeCLMUL hash/crc32.ieeeCLMUL
//go:noescape
func ieeeCLMUL(crc uint32, p []byte) uint32

//go:linkname bytealgCompare internal/bytealg.Compare
//go:noescape
func bytealgCompare(a, b []byte) int

//go:linkname bytealgCount internal/bytealg.Count
//go:noescape
func bytealgCount(b []byte, c byte) int

//go:linkname bytealgCountString internal/bytealg.CountString
//go:noescape
func bytealgCountString(s string, c byte) int

//go:linkname bytealgIndex internal/bytealg.Index
//go:noescape
func bytealgIndex(a, b []byte) int

//go:linkname bytealgIndexString internal/bytealg.IndexString
//go:noescape
func bytealgIndexString(a, b string) int

//go:linkname bytealgIndexByte internal/bytealg.IndexByte
//go:noescape
func bytealgIndexByte(b []byte, c byte) int

//go:linkname bytealgIndexByteString internal/bytealg.IndexByteString
//go:noescape
func bytealgIndexByteString(s string, c byte) int

//go:linkname canSpin internal/sync.runtime_canSpin
func canSpin(i int) bool

//go:linkname doSpin internal/sync.runtime_doSpin
func doSpin()

//go:linkname nanotime internal/sync.runtime_nanotime
func nanotime() int64

//go:linkname semacquireMutex internal/sync.runtime_SemacquireMutex
func semacquireMutex(s *uint32, lifo bool, skip int)

//go:linkname semreleaseMutex internal/sync.runtime_Semrelease
func semreleaseMutex(s *uint32, handoff bool, skip int)

//go:linkname throwInternal internal/sync.throw
func throwInternal(string)

//go:linkname fatalInternal internal/sync.fatal
func fatalInternal(string)

//go:linkname archCeil math.archCeil
func archCeil(x float64) float64

//go:linkname archExp math.archExp
func archExp(x float64) float64

//go:linkname archFloor math.archFloor
func archFloor(x float64) float64

//go:linkname archHypot math.archHypot
func archHypot(x, y float64) float64

//go:linkname archLog math.archLog
func archLog(x float64) float64

//go:linkname archMax math.archMax
func archMax(x, y float64) float64

//go:linkname archMin math.archMin
func archMin(x, y float64) float64

//go:linkname archTrunc math.archTrunc
func archTrunc(x float64) float64

//go:linkname panicrangestate runtime.panicrangestate
func panicrangestate(state int)

//go:linkname semacquireRW sync.runtime_SemacquireRWMutex
func semacquireRW(s *uint32, lifo bool, skip int)

//go:linkname semacquireRWR sync.runtime_SemacquireRWMutexR
func semacquireRWR(s *uint32, lifo bool, skip int)

//go:linkname semacquireGroup sync.runtime_SemacquireWaitGroup
func semacquireGroup(s *uint32, durable bool)

//go:linkname semrelease sync.runtime_Semrelease
func semrelease(s *uint32, handoff bool, skip int)

//go:linkname notifyAdd sync.runtime_notifyListAdd
func notifyAdd(l unsafe.Pointer) uint32

//go:linkname notifyWait sync.runtime_notifyListWait
func notifyWait(l unsafe.Pointer, ticket uint32)

//go:linkname notifyAll sync.runtime_notifyListNotifyAll
func notifyAll(l unsafe.Pointer)

//go:linkname notifyOne sync.runtime_notifyListNotifyOne
func notifyOne(l unsafe.Pointer)

//go:linkname procPin sync.runtime_procPin
func procPin() int

//go:linkname procUnpin sync.runtime_procUnpin
func procUnpin()

//go:linkname throwSync sync.throw
func throwSync(string)

//go:linkname fatalSync sync.fatal
func fatalSync(string)

//go:linkname runtimeNow time.runtimeNow
func runtimeNow() (int64, int32, int64)

//go:linkname runtimeNano time.runtimeNano
func runtimeNano() int64

//go:linkname runtimeIsBubbled time.runtimeIsBubbled
func runtimeIsBubbled() bool

//go:linkname liteChanlen internal/reflectlite.chanlen
func liteChanlen(unsafe.Pointer) int

//go:linkname liteMaplen internal/reflectlite.maplen
func liteMaplen(unsafe.Pointer) int

//go:linkname reflectChanlen reflect.chanlen
func reflectChanlen(unsafe.Pointer) int

//go:linkname reflectMaplen reflect.maplen
func reflectMaplen(unsafe.Pointer) int

//go:linkname verifyNotInHeapPtr reflect.verifyNotInHeapPtr
func verifyNotInHeapPtr(uintptr) bool

//go:linkname rand runtime.rand
func rand() uint64

//go:linkname atomicPin sync/atomic.runtime_procPin
func atomicPin() int

//go:linkname atomicUnpin sync/atomic.runtime_procUnpin
func atomicUnpin()

//go:linkname bytealgMakeNoZero internal/bytealg.MakeNoZero
func bytealgMakeNoZero(int) []byte

//go:linkname liteNew internal/reflectlite.unsafe_New
func liteNew(unsafe.Pointer) unsafe.Pointer

//go:linkname reflectNew reflect.unsafe_New
func reflectNew(unsafe.Pointer) unsafe.Pointer
