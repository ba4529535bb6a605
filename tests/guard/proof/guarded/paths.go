package guarded

import "errors"

type problem struct{ n int }

func (p *problem) Error() string { return "problem" }

var errKnown = errors.New("known")

func caught(f func()) { defer func() { recover() }(); f() }

// holds: panics(1)
//goescape:noalloc
func panics(n int) int { if n < 0 { panic(&problem{n}) }; return n }

// holds: panicsStrict(1)
// breaks: caught(func() { panicsStrict(-1) })
//goescape:noalloc strict
func panicsStrict(n int) int { if n < 0 { panic(&problem{n}) }; return n }

// holds: mayReturn(1)
// breaks: mayReturn(4)
//goescape:noalloc
func mayReturn(n int) {
	if n > 3 {
		sink = &problem{n}
		if n < 10 {
			return
		}
		panic("large")
	}
}

// holds: fails(1)
//goescape:noalloc except=errors
func fails(n int) (int, error) { if n < 0 { return 0, &problem{n} }; return n, nil }

// breaks: failsAll(-1)
//goescape:noalloc
func failsAll(n int) (int, error) { if n < 0 { return 0, &problem{n} }; return n, nil }

// holds: failsKnown(-1)
//goescape:noalloc
func failsKnown(n int) error { if n < 0 { return errKnown }; return nil }

//go:noinline
func check(n int) error { if n < 0 { return &problem{n} }; return nil }

func checkInline(n int) error { if n < 0 { return &problem{n} }; return nil }

// holds: passesOn(1)
//goescape:noalloc except=errors
func passesOn(n int) error { if err := check(n); err != nil { return err }; return checkInline(n) }

// breaks: swallows(-1)
//goescape:noalloc except=errors
func swallows(n int) error { if err := check(n); err != nil { sink = err; return nil }; return nil }

// breaks: swallowsInline(-1)
//goescape:noalloc except=errors
func swallowsInline(n int) error { if err := checkInline(n); err != nil { sink = err; return nil }; return nil }

// holds: inLoop(3)
//goescape:noalloc loop
func inLoop(n int) int { for i := range n { if look(&pair{i, i}) > n { return i } }; return n }

// breaks: inLoopKept(3)
//goescape:noalloc loop
func inLoopKept(n int) { for i := range n { sink = &pair{i, i} } }

// holds: alternatives(1)
// breaks: alternatives(-1)
//goescape:noalloc
func alternatives(n int) { if n < 0 { sink = &pair{n, n} } }

const debug = false

// holds: never(1)
//goescape:noalloc
func never(n int) { if debug { sink = &pair{n, n} } }
