package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// A call of a function whose sites are priced; see the comments `cost:` above the functions.
type measured struct {
	function, way string
	run           func()
}

// Tiny objects share blocks of 16 bytes, at most 16 of them, so whole blocks are filled whatever their size.
const runs = 240

func main() {
	debug.SetGCPercent(-1)
	runtime.GOMAXPROCS(1)
	for _, m := range table {
		allocations, bytes := measure(m.run)
		fmt.Println(m.function, m.way, allocations, bytes)
	}
}

// measure returns the allocations and bytes of all runs.
func measure(run func()) (uint64, uint64) {
	run()
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range runs {
		run()
	}
	runtime.ReadMemStats(&after)
	return after.Mallocs - before.Mallocs, after.TotalAlloc - before.TotalAlloc
}
