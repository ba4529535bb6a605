// flags: -m=2 -l=0

// What cannot be inlined whatever it costs.
package p

func deferred() { defer println("x") }
func spawned()  { go println("x") }
func recovered() any { return recover() }

//go:noinline
func marked() *int { return new(int) }

func use() { deferred(); spawned(); recovered(); *marked() = 1 }
