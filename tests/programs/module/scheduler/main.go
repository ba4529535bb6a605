// Scheduler runs tasks by time and priority: a clock, timers, retries, rate limits, stages that are joined by channels.
package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"programs/kit"
	"programs/profile"
)

type Priority uint8

type TaskID [2]uint32

func (id TaskID) String() string { return strconv.FormatUint(uint64(id[0])<<32|uint64(id[1]), 36) }

type Task struct {
	ID       TaskID
	Name     string
	Priority Priority
	Due      time.Duration
	Every    time.Duration
	Run      func(ctx context.Context) error
	deps     []*Task
	attempts int
	result   chan error
	meta     map[string]any
	buffer   [48]byte
}

type option struct {
	apply func(*Task)
	label string
}

func every(d time.Duration) option {
	return option{func(t *Task) { t.Every = d }, "every " + d.String()}
}
func priority(p Priority) option { return option{apply: func(t *Task) { t.Priority = p }} }
func after(deps ...*Task) option {
	return option{label: "after " + strconv.Itoa(len(deps)), apply: func(t *Task) { t.deps = append(t.deps, deps...) }}
}

type Clock interface{ Now() time.Duration }

type manual struct{ now time.Duration }

func (m *manual) Now() time.Duration { return m.now }

type fixed time.Duration

func (f fixed) Now() time.Duration { return time.Duration(f) }

type Scheduler struct {
	Clock
	mu     sync.Mutex
	next   uint32
	queue  []*Task
	byID   map[TaskID]*Task
	limits map[Priority]*bucket
	trace  func(string, ...any)
	errs   []error
}

type bucket struct {
	tokens, max float64
	last        time.Duration
	waits       []func()
}

func New(clock Clock) *Scheduler {
	s := &Scheduler{Clock: clock, byID: map[TaskID]*Task{}}
	s.limits = map[Priority]*bucket{0: {max: 5, tokens: 5}, 1: {tokens: 2, max: 2}}
	s.trace = s.discard
	return s
}

func (s *Scheduler) discard(string, ...any) {}

func (s *Scheduler) Add(name string, due time.Duration, run func(context.Context) error, options ...option) *Task {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.next++
	t := &Task{ID: TaskID{uint32(due), s.next}, Name: name, Due: due, Run: run, result: make(chan error, 1)}
	for _, o := range options {
		o.apply(t)
		if o.label != "" {
			if t.meta == nil {
				t.meta = make(map[string]any)
			}
			t.meta[o.label] = len(o.label)
		}
	}
	at, _ := slices.BinarySearchFunc(s.queue, t, compare)
	s.queue = slices.Insert(s.queue, at, t)
	s.byID[t.ID] = t
	s.trace("added %v %s", t.ID, name)
	return t
}

func compare(a, b *Task) int {
	return cmp.Or(cmp.Compare(a.Due, b.Due), -cmp.Compare(a.Priority, b.Priority), strings.Compare(a.Name, b.Name))
}

func (b *bucket) take(now time.Duration, n float64, wait func()) bool {
	b.tokens = min(b.max, b.tokens+float64(now-b.last)/float64(time.Second))
	b.last = now
	if b.tokens < n {
		b.waits = append(b.waits, wait)
		return false
	}
	b.tokens -= n
	return true
}

type TaskError struct {
	Task     *Task
	Attempt  int
	Err      error
	Duration time.Duration
}

func (e TaskError) Error() string {
	return "task " + e.Task.Name + " (" + e.Task.ID.String() + "), attempt " + strconv.Itoa(e.Attempt) + ": " + e.Err.Error()
}

func (e TaskError) Unwrap() error { return e.Err }

var errBlocked = errors.New("blocked")

func (s *Scheduler) step(ctx context.Context, t *Task) (err error) {
	defer func(start time.Duration) {
		if p := recover(); p != nil {
			err = TaskError{t, t.attempts, fmt.Errorf("panic: %v", p), s.Now() - start}
		}
		t.result <- err
	}(s.Now())
	for _, dep := range t.deps {
		if _, waiting := s.byID[dep.ID]; waiting {
			return TaskError{Task: t, Err: errBlocked}
		}
	}
	t.attempts++
	limit := s.limits[t.Priority]
	if limit != nil && !limit.take(s.Now(), 1, func() { s.trace("again %s", t.Name) }) {
		return nil
	}
	ctx = context.WithValue(ctx, taskKey{}, t)
	if err := t.Run(ctx); err != nil {
		return TaskError{t, t.attempts, err, 0}
	}
	return nil
}

type taskKey struct{}

func current(ctx context.Context) *Task {
	t, _ := ctx.Value(taskKey{}).(*Task)
	return t
}

func (s *Scheduler) Tick(ctx context.Context) (ran int) {
	for len(s.queue) > 0 && s.queue[0].Due <= s.Now() {
		t := s.queue[0]
		s.queue = s.queue[1:]
		ran++
		err := s.step(ctx, t)
		<-t.result
		var failed TaskError
		switch {
		case err == nil:
			delete(s.byID, t.ID)
		case errors.As(err, &failed) && failed.Attempt < 3 && !errors.Is(err, os.ErrPermission):
			t.Due += time.Duration(1<<t.attempts) * time.Second
			at, _ := slices.BinarySearchFunc(s.queue, t, compare)
			s.queue = slices.Insert(s.queue, at, t)
			continue
		default:
			s.errs = append(s.errs, err)
			delete(s.byID, t.ID)
		}
		if t.Every > 0 && t.Due < 5*time.Second {
			again := *t
			again.Due += again.Every
			again.result = make(chan error, 1)
			s.queue = append(s.queue, &again)
			slices.SortStableFunc(s.queue, compare)
		}
	}
	return ran
}

// stage starts a goroutine for one part of a pipeline.
func stage[In, Out any](ctx context.Context, in <-chan In, f func(In) (Out, bool)) <-chan Out {
	out := make(chan Out)
	go func() {
		defer close(out)
		for v := range in {
			w, ok := f(v)
			if !ok {
				continue
			}
			select {
			case out <- w:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func source(values ...int) <-chan int {
	out := make(chan int, len(values))
	for i := 0; i < len(values); i++ {
		out <- values[i]
	}
	close(out)
	return out
}

type point struct {
	label string
	value float64
	tags  [2]string
}

func pipeline(ctx context.Context, n int) (found []point) {
	squares := stage(ctx, source(1, 2, 3, n), func(v int) (float64, bool) { return float64(v) * float64(v), v != 2 })
	points := stage(ctx, squares, func(v float64) (*point, bool) {
		return &point{label: "p" + strconv.FormatFloat(v, 'f', 0, 64), value: v}, true
	})
	for p := range points {
		p.tags[0] = p.label[:1]
		found = append(found, *p)
	}
	return found
}

// each calls f for all numbers at the same time, with a variable of its own for each.
func each(n int, f func(p *int)) {
	var wg sync.WaitGroup
	for i := 0; i < n; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f(&i)
		}()
	}
	wg.Wait()
}

func cleanup(names []string) (removed []string) {
	for _, name := range names {
		defer func(n int) { removed = append(removed, name+strconv.Itoa(n)) }(len(removed))
		defer kit.Quote(name)
	}
	return nil
}

func work(round int) {
	clock := &manual{}
	s := New(clock)
	var log []string
	s.trace = func(format string, args ...any) { log = append(log, fmt.Sprintf(format, args...)) }
	count := 0
	ok := func(ctx context.Context) error {
		count++
		current(ctx).buffer[0]++
		return nil
	}
	prepare := s.Add("prepare", time.Second, ok, priority(1))
	s.Add("build", 2*time.Second, ok, after(prepare), every(2*time.Second))
	s.Add("fail", time.Second, func(ctx context.Context) error { return fmt.Errorf("%s: %w", current(ctx).Name, os.ErrNotExist) })
	s.Add("deny", time.Second, func(context.Context) error { return &os.PathError{Op: "open", Path: "/", Err: os.ErrPermission} })
	s.Add("panic", time.Second, func(context.Context) error { var t *Task; t.attempts++; return nil }, priority(7))
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	ran := 0
	for ; clock.now < 20*time.Second; clock.now += time.Second {
		ran += s.Tick(ctx)
	}
	other := New(fixed(round))
	other.Add("late", time.Hour, nil)
	var mu sync.Mutex
	numbers := map[int]*int{}
	each(4, func(p *int) {
		mu.Lock()
		defer mu.Unlock()
		numbers[*p] = p
	})
	keys := slices.Collect(maps.Keys(numbers))
	slices.Sort(keys)
	removed := cleanup([]string{"a", "b", "c"})
	state := struct {
		Ran, Count int
		Errs       []string
		Points     []point
	}{Ran: ran, Count: count, Points: pipeline(ctx, round)}
	for _, err := range s.errs {
		state.Errs = append(state.Errs, err.Error())
	}
	summary = fmt.Sprintf("%+v %v %v %v %s %d", state, keys, removed, other.Now(), strings.Join(log, ";")[:20], other.Tick(ctx))
}

var summary string

func main() { profile.Run(work) }
