// Command tour shows what escape analysis decides about everyday code.
package main

import (
	"fmt"
	"os"
	"strings"

	"example.com/tour/store"
)

type point struct{ x, y int }

// The result outlives the call, so the point moves to the heap.
func newPoint(x, y int) *point {
	p := point{x, y}
	return &p
}

// The point is only read: it stays where the caller has it.
func (p *point) norm() int { return p.x*p.x + p.y*p.y }

// A goroutine may outlive its caller: what it captures goes to the heap.
func background(done chan<- int, n int) {
	sum := 0
	go func() {
		for i := range n {
			sum += i
		}
		done <- sum
	}()
}

func main() {
	p := newPoint(3, 4)
	local := &point{1, 2}
	fmt.Println(p.norm(), local.norm())

	done := make(chan int)
	background(done, 10)
	fmt.Println(<-done)

	s := store.New[string]()
	s.Put("k", strings.Repeat("v", 3))
	if v, ok := s.Get("k"); ok {
		fmt.Fprintln(os.Stdout, v)
	}
}
