package guarded

import (
	"sync"
	"sync/atomic"
	"time"
)

var (
	lock    sync.Mutex
	rw      sync.RWMutex
	once    sync.Once
	counter atomic.Int64
	flag    atomic.Bool
	plain   int64
	pointer atomic.Pointer[pair]
	queue   = make(chan int, 8)
	started = time.Now()
	group   sync.WaitGroup
)

type namer interface{ Name() string }
type named struct{}

func (named) Name() string { return "name" }

var anything any = named{}

// holds: locks()
//goescape:noalloc
func locks() int { lock.Lock(); defer lock.Unlock(); return number }

// holds: readLocks()
//goescape:noalloc
func readLocks() int { rw.RLock(); n := number; rw.RUnlock(); rw.Lock(); rw.Unlock(); return n }

// holds: triesLock()
//goescape:noalloc
func triesLock() { if lock.TryLock() { lock.Unlock() } }

// holds: atomics()
//goescape:noalloc
func atomics() int64 { counter.Add(1); flag.Store(true); return counter.Load() + atomic.AddInt64(&plain, 2) }

// holds: atomicPointer(aPair)
//goescape:noalloc
func atomicPointer(p *pair) *pair { pointer.Store(p); pointer.CompareAndSwap(p, nil); return pointer.Swap(p) }

// holds: sends()
//goescape:noalloc
func sends() int { queue <- 1; return <-queue }

// holds: selects()
//goescape:noalloc
func selects() int {
	select {
	case queue <- 1:
		return <-queue
	default:
		return 0
	}
}

// holds: clock()
//goescape:noalloc
func clock() time.Time { return time.Now() }

// holds: elapsed()
//goescape:noalloc
func elapsed() time.Duration { return time.Since(started) }

// holds: asserts()
//goescape:noalloc
func asserts() bool { _, ok := anything.(namer); return ok }

// holds: defersInLoop(3)
//goescape:noalloc
func defersInLoop(n int) { for range n { defer nothing() } }

//go:noinline
func nothing() {}

// holds: copies(letters)
//goescape:noalloc
func copies(b []byte) int { var buf [64]byte; return copy(buf[:], b) }

// holds: comparesInterfaces(1, 2)
//goescape:noalloc
func comparesInterfaces(a, b any) bool { return a == b }
