// Events is generic code: a bus, a heap, a tree map, pipelines of iterators, optional values.
package main

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sort"
	"strings"
	"time"

	"programs/kit"
	"programs/profile"
)

type Event[T any] struct {
	Topic   string
	At      time.Duration
	Payload T
	headers map[string]string
}

type Handler[T any] func(Event[T]) error

type Bus[T any] struct {
	handlers map[string][]Handler[T]
	dead     []Event[T]
	history  *Ring[Event[T]]
}

func NewBus[T any](remembered int) *Bus[T] {
	return &Bus[T]{handlers: make(map[string][]Handler[T]), history: NewRing[Event[T]](remembered)}
}

func (b *Bus[T]) Subscribe(topic string, h Handler[T]) (cancel func()) {
	b.handlers[topic] = append(b.handlers[topic], h)
	at := len(b.handlers[topic]) - 1
	return func() { b.handlers[topic][at] = nil }
}

func (b *Bus[T]) Publish(topic string, at time.Duration, payload T) error {
	e := Event[T]{Topic: topic, At: at, Payload: payload, headers: map[string]string{"topic": topic}}
	b.history.Push(e)
	var errs []error
	handled := 0
	for _, h := range b.handlers[topic] {
		if h == nil {
			continue
		}
		handled++
		if err := h(e); err != nil {
			errs = append(errs, fmt.Errorf("%s at %v: %w", topic, at, err))
		}
	}
	if handled == 0 {
		b.dead = append(b.dead, e)
	}
	return errors.Join(errs...)
}

// Ring keeps the last values.
type Ring[T any] struct {
	values []T
	next   int
	full   bool
}

func NewRing[T any](n int) *Ring[T] { return &Ring[T]{values: make([]T, n)} }

func (r *Ring[T]) Push(v T) {
	r.values[r.next] = v
	r.next++
	if r.next == len(r.values) {
		r.next, r.full = 0, true
	}
}

func (r *Ring[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		n := r.next
		if r.full {
			n = len(r.values)
		}
		for i := range n {
			if !yield(i, r.values[i]) {
				return
			}
		}
	}
}

// Heap is a priority queue.
type Heap[T any] struct {
	items []T
	less  func(a, b T) bool
}

func NewHeap[T any](less func(a, b T) bool, items ...T) *Heap[T] {
	h := &Heap[T]{less: less}
	for _, item := range items {
		h.Push(item)
	}
	return h
}

func (h *Heap[T]) Push(v T) {
	h.items = append(h.items, v)
	for i := len(h.items) - 1; i > 0; {
		parent := (i - 1) / 2
		if !h.less(h.items[i], h.items[parent]) {
			break
		}
		h.items[i], h.items[parent] = h.items[parent], h.items[i]
		i = parent
	}
}

func (h *Heap[T]) Pop() (v T, ok bool) {
	if len(h.items) == 0 {
		return v, false
	}
	v = h.items[0]
	last := len(h.items) - 1
	h.items[0] = h.items[last]
	h.items = h.items[:last]
	for i := 0; ; {
		child := 2*i + 1
		if child >= last {
			break
		}
		if child+1 < last && h.less(h.items[child+1], h.items[child]) {
			child++
		}
		if !h.less(h.items[child], h.items[i]) {
			break
		}
		h.items[i], h.items[child] = h.items[child], h.items[i]
		i = child
	}
	return v, true
}

// Tree is a map in order.
type Tree[K cmp.Ordered, V any] struct {
	root *branch[K, V]
	size int
}

type branch[K cmp.Ordered, V any] struct {
	key         K
	value       V
	left, right *branch[K, V]
}

func (t *Tree[K, V]) Put(key K, value V) {
	at := &t.root
	for *at != nil {
		switch c := cmp.Compare(key, (*at).key); {
		case c < 0:
			at = &(*at).left
		case c > 0:
			at = &(*at).right
		default:
			(*at).value = value
			return
		}
	}
	*at = &branch[K, V]{key: key, value: value}
	t.size++
}

func (t *Tree[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) { t.root.walk(yield) }
}

func (b *branch[K, V]) walk(yield func(K, V) bool) bool {
	return b == nil || (b.left.walk(yield) && yield(b.key, b.value) && b.right.walk(yield))
}

// Option is a value or none.
type Option[T any] struct{ value *T }

func Some[T any](v T) Option[T] { return Option[T]{&v} }

func (o Option[T]) Or(other T) T {
	if o.value == nil {
		return other
	}
	return *o.value
}

func find[T any](in []T, f func(T) bool) Option[T] {
	for _, v := range in {
		if f(v) {
			return Some(v)
		}
	}
	return Option[T]{}
}

func mapped[T, U any](seq iter.Seq[T], f func(T) U) iter.Seq[U] {
	return func(yield func(U) bool) {
		for v := range seq {
			if !yield(f(v)) {
				return
			}
		}
	}
}

func chunks[T any](in []T, n int) [][]T {
	var out [][]T
	for len(in) > n {
		out = append(out, in[:n:n])
		in = in[n:]
	}
	return append(out, in)
}

func merge[K comparable, V any](maps ...map[K]V) map[K]V {
	out := map[K]V{}
	for _, m := range maps {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

type Pair[A, B any] struct {
	First  A
	Second B
}

func zip[A, B any](as []A, bs []B) []Pair[A, B] {
	out := make([]Pair[A, B], 0, min(len(as), len(bs)))
	for i := range cap(out) {
		out = append(out, Pair[A, B]{as[i], bs[i]})
	}
	return out
}

type order struct {
	id     int
	amount float64
	lines  []string
}

type report struct {
	names  []string
	totals map[string]float64
	best   *order
	any    []any
}

func work(round int) {
	bus := NewBus[order](8)
	totals := map[string]float64{}
	cancel := bus.Subscribe("created", func(e Event[order]) error {
		totals[e.Topic] += e.Payload.amount
		return nil
	})
	bus.Subscribe("created", func(e Event[order]) error {
		if e.Payload.id%4 == 0 {
			return fmt.Errorf("order %d refused", e.Payload.id)
		}
		return nil
	})
	var errs []string
	for i := range 12 {
		o := order{id: i, amount: float64(i) * 1.5, lines: []string{fmt.Sprint("line ", i), "end"}}
		if err := bus.Publish([]string{"created", "shipped"}[i/8], time.Duration(i)*time.Second, o); err != nil {
			errs = append(errs, strings.ToUpper(err.Error()))
		}
	}
	cancel()
	texts := NewBus[string](2)
	_ = texts.Publish("note", 0, "n"+fmt.Sprint(round))

	heap := NewHeap(func(a, b order) bool { return a.amount > b.amount })
	tree := &Tree[string, int]{}
	for i, e := range bus.history.All() {
		heap.Push(e.Payload)
		tree.Put(fmt.Sprintf("%s-%02d", e.Topic, i*7%5), i)
	}
	r := &report{totals: merge(totals, map[string]float64{"round": float64(round)})}
	if best, ok := heap.Pop(); ok {
		r.best = &best
	}
	for k, v := range tree.All() {
		r.names = append(r.names, k)
		r.any = append(r.any, v, k)
	}
	small := find(heap.items, func(o order) bool { return o.amount < 8 })
	r.any = append(r.any, small.Or(order{id: -1}))
	ints := NewHeap(cmp.Less[int], 5, 3, 9, round)
	lengths := slices.Collect(mapped(slices.Values(r.names), func(s string) int { return len(s) }))
	slices.Sort(lengths)
	groups := kit.GroupBy(heap.items, func(o order) bool { return o.id%2 == 0 })
	pairs := zip(r.names, ints.items)
	sort.Slice(pairs, func(i, j int) bool { return pairs[i].Second < pairs[j].Second })
	kept := kit.Filter(pairs, func(p Pair[string, int]) bool { return p.Second > 1 })
	r.names = append(r.names, kit.Join(lengths, "-"), fmt.Sprint(len(groups), len(chunks(r.names, 2)), len(kept)))
	out, failures = r, errs
	ids = ids[:0]
	for _, o := range groups[true] {
		ids = append(ids, kit.Ptr(o.id))
	}
}

var (
	out      *report
	failures []string
	ids      []*int
)

func main() { profile.Run(work) }
