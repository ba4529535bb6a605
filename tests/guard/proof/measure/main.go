package main

import (
	"runtime"

	"proof/guarded"
)

// What the runtime keeps and uses again is there after so many.
const before = 3000

const runs = 200

// Prints for each call of the table the allocations of all its runs, and their bytes. Run it with GOGC=off, GOMAXPROCS=1.
func main() {
	for _, m := range guarded.Table {
		allocations, bytes := measure(m.Run)
		println(m.Function, m.Way, allocations, bytes)
	}
}

func measure(run func()) (uint64, uint64) {
	for range before {
		run()
	}
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range runs {
		run()
	}
	runtime.ReadMemStats(&after)
	return after.Mallocs - before.Mallocs, after.TotalAlloc - before.TotalAlloc
}
