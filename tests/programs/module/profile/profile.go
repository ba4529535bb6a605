// Package profile runs the work of a program and writes down where it allocated.
//
// Programs are to be run with GODEBUG=memprofilerate=1. Each line of the file that PROFILE names is an allocation site: bytes,
// objects, the function of the runtime that allocated ("-" if the code does so itself), and the frames of the function
// that was compiled, inlined ones first: function, file and line of each.
package profile

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strings"
)

const rounds = 12

var padding []*byte

// Run calls work a few times, with the number of the round.
func Run(work func(round int)) {
	for round := range rounds {
		// Tiny objects share blocks, and the profile shows who begins one: not always the same.
		for range round % 5 {
			padding = append(padding, new(byte))
		}
		work(round)
	}
	if name := os.Getenv("PROFILE"); name != "" {
		if err := write(name); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func write(name string) error {
	// What was allocated is told after the second collection.
	runtime.GC()
	runtime.GC()
	records := make([]runtime.MemProfileRecord, 50_000)
	n, ok := runtime.MemProfile(records, true)
	if !ok {
		return fmt.Errorf("%d records are too many", n)
	}
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(file)
	for _, record := range records[:n] {
		if record.AllocObjects > 0 {
			fmt.Fprintf(out, "%d\t%d\t%s\n", record.AllocBytes, record.AllocObjects, frames(record.Stack()))
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	return file.Close()
}

func frames(stack []uintptr) string {
	var parts []string
	entry := "-"
	found := runtime.CallersFrames(stack)
	for {
		frame, more := found.Next()
		if isRuntime(frame.Function) && parts == nil {
			entry = frame.Function
		} else {
			parts = append(parts, frame.Function, frame.File, fmt.Sprint(frame.Line))
			if frame.Func != nil {
				break
			}
		}
		if !more {
			break
		}
	}
	return strings.Join(append([]string{entry}, parts...), "\t")
}

func isRuntime(name string) bool {
	return strings.HasPrefix(name, "runtime.") || strings.HasPrefix(name, "internal/runtime/")
}
