package main

import (
	"runtime"

	"costs/sites"
)

// Tiny objects share blocks of 16 bytes, at most 16 of them, so whole blocks are filled whatever their size.
const runs = 240

// Prints for each call of the table the allocations and bytes of all its runs. Run it with GOGC=off, GOMAXPROCS=1.
func main() {
	for _, m := range sites.Table {
		allocations, bytes := measure(m.Run)
		println(m.Function, m.Way, allocations, bytes)
	}
}

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
