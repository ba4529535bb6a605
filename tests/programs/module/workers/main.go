// Workers is a worker pool: jobs over channels, retries, results put together, goroutines that end.
package main

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
	"sync/atomic"

	"programs/kit"
	"programs/profile"
)

type Job struct {
	ID       int
	Payload  []byte
	Attempts int
	tags     []string
}

type Result struct {
	JobID int
	Sum   uint64
	Err   error
	Trail []string
}

type Handler func(ctx context.Context, job *Job) (Result, error)

type Pool struct {
	size    int
	jobs    chan *Job
	results chan Result
	handler Handler
	wg      sync.WaitGroup
	stats   *Stats
	onDone  []func(Result)
}

type Stats struct {
	started, finished, failed atomic.Int64
	mu                        sync.Mutex
	perWorker                 map[int]int
	history                   [][2]int
}

type Option func(*Pool)

func WithSize(n int) Option { return func(p *Pool) { p.size = n } }

func WithHook(f func(Result)) Option { return func(p *Pool) { p.onDone = append(p.onDone, f) } }

func NewPool(handler Handler, options ...Option) *Pool {
	p := &Pool{size: 2, handler: handler, stats: &Stats{perWorker: map[int]int{}}}
	for _, option := range options {
		option(p)
	}
	p.jobs = make(chan *Job, p.size)
	p.results = make(chan Result)
	return p
}

var errTransient = errors.New("transient")

type RetryError struct {
	Job  int
	Last error
}

func (e *RetryError) Error() string { return fmt.Sprintf("job %d: gave up: %v", e.Job, e.Last) }
func (e *RetryError) Unwrap() error { return e.Last }

func (p *Pool) Start(ctx context.Context) {
	for i := range p.size {
		p.wg.Add(1)
		go p.work(ctx, i)
	}
	go func() {
		p.wg.Wait()
		close(p.results)
	}()
}

func (p *Pool) work(ctx context.Context, worker int) {
	defer p.wg.Done()
	for job := range p.jobs {
		p.stats.started.Add(1)
		result, err := p.attempt(ctx, job)
		if err != nil {
			p.stats.failed.Add(1)
			result = Result{JobID: job.ID, Err: err}
		}
		p.stats.note(worker, job.ID)
		p.results <- result
	}
}

func (s *Stats) note(worker, job int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.perWorker[worker]++
	s.history = append(s.history, [2]int{worker, job})
	s.finished.Add(1)
}

func (p *Pool) attempt(ctx context.Context, job *Job) (Result, error) {
	var last error
	for job.Attempts < 3 {
		job.Attempts++
		result, err := p.handler(ctx, job)
		if err == nil {
			result.Trail = append(result.Trail, fmt.Sprintf("attempt %d", job.Attempts))
			return result, nil
		}
		if !errors.Is(err, errTransient) {
			return Result{}, fmt.Errorf("job %d: %w", job.ID, err)
		}
		last = err
	}
	return Result{}, &RetryError{Job: job.ID, Last: last}
}

func checksum(ctx context.Context, job *Job) (Result, error) {
	if err := ctx.Err(); err != nil {
		return Result{}, err
	}
	if len(job.Payload) == 0 {
		return Result{}, errors.New("empty payload")
	}
	if job.ID%5 == 0 && job.Attempts < 3 {
		return Result{}, fmt.Errorf("attempt %d of %d: %w", job.Attempts, job.ID, errTransient)
	}
	if job.ID%7 == 0 {
		return Result{}, errTransient
	}
	sum := uint64(14695981039346656037)
	for _, b := range job.Payload {
		sum = (sum ^ uint64(b)) * 1099511628211
	}
	return Result{JobID: job.ID, Sum: sum, Trail: []string{"hashed", strings.Join(job.tags, ",")}}, nil
}

// Run sends jobs and waits for all results.
func Run(ctx context.Context, p *Pool, jobs []*Job) ([]Result, error) {
	p.Start(ctx)
	go func() {
		defer close(p.jobs)
		for _, job := range jobs {
			select {
			case p.jobs <- job:
			case <-ctx.Done():
				return
			}
		}
	}()
	results := make([]Result, 0, len(jobs))
	var failures []error
	for result := range p.results {
		for _, done := range p.onDone {
			done(result)
		}
		if result.Err != nil {
			failures = append(failures, result.Err)
			continue
		}
		results = append(results, result)
	}
	sort.Slice(results, func(i, j int) bool { return results[i].JobID < results[j].JobID })
	return results, errors.Join(failures...)
}

// fanOut runs functions at the same time, and keeps the first error.
func fanOut(fs ...func() error) error {
	errs := make(chan error, len(fs))
	for _, f := range fs {
		go func() { errs <- f() }()
	}
	var first error
	for range fs {
		if err := <-errs; err != nil && first == nil {
			first = err
		}
	}
	return first
}

// inSlices works on parts of a slice, each in a goroutine of its own.
func inSlices(values []float64, parts int) float64 {
	sums := make([]float64, parts)
	var wg sync.WaitGroup
	chunk := (len(values) + parts - 1) / parts
	for i := range parts {
		lo, hi := i*chunk, min((i+1)*chunk, len(values))
		wg.Add(1)
		go sumInto(&sums[i], values[lo:hi], &wg)
	}
	wg.Wait()
	total := 0.0
	for _, sum := range sums {
		total += sum
	}
	return total
}

func sumInto(sum *float64, values []float64, wg *sync.WaitGroup) {
	defer wg.Done()
	for _, v := range values {
		*sum += v
	}
}

var lock [4]sync.Mutex

// locked holds all locks until it returns.
func locked(f func()) {
	for i := range lock {
		lock[i].Lock()
		defer lock[i].Unlock()
	}
	f()
}

func work(round int) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	seen := kit.NewSet[int]()
	pool := NewPool(checksum, WithSize(3), WithHook(func(r Result) { seen.Add(r.JobID) }))
	jobs := make([]*Job, 20)
	for i := range jobs {
		job := &Job{ID: i, tags: []string{"round", fmt.Sprint(round)}}
		if i%6 != 0 {
			job.Payload = []byte(strings.Repeat("x", i*3))
		}
		jobs[i] = job
	}
	results, err := Run(ctx, pool, jobs)
	var retry *RetryError
	if errors.As(err, &retry) {
		results = append(results, Result{Err: retry})
	}
	lines := kit.Map(results, func(r Result) string { return fmt.Sprintf("%d=%x", r.JobID, r.Sum) })
	locked(func() { lines = append(lines, "locked") })
	errs := fanOut(func() error { return nil }, func() error { return fmt.Errorf("round %d: %d lines", round, len(lines)) })
	values := make([]float64, 100+round)
	for i := range values {
		values[i] = float64(i)
	}
	last = fmt.Sprint(inSlices(values, 4), errs, len(lines))
}

var last string

func main() { profile.Run(work) }
