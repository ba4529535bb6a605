// flags: -l=0

// What cannot be inlined whatever it costs.
package p

func deferred() { defer println("x") } // want "can inline deferred.deferwrap1"
func spawned()  { go println("x") } // want "can inline spawned.gowrap1"
func recovered() any { return recover() }

//go:noinline
func marked() *int { return new(int) } // want "new(int) escapes to heap"

func use() { deferred(); spawned(); recovered(); *marked() = 1 }
