// Metrics counts: counters, gauges and histograms with labels, rates over time, and pages of text about them.
package main

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"text/tabwriter"
	"time"
	"unsafe"

	"programs/kit"
	"programs/profile"
)

type Labels map[string]string

func (l Labels) Key() string {
	keys := kit.Keys(l)
	var sb strings.Builder
	sb.Grow(16 * len(keys))
	for _, k := range keys {
		sb.WriteString(k)
		sb.WriteByte('=')
		sb.WriteString(strconv.Quote(l[k]))
		sb.WriteByte(',')
	}
	return strings.TrimSuffix(sb.String(), ",")
}

type Metric interface {
	Write(w io.Writer, name, labels string)
	Kind() string
}

type Counter struct{ n atomic.Uint64 }

func (c *Counter) Add(n uint64) { c.n.Add(n) }
func (c *Counter) Kind() string { return "counter" }
func (c *Counter) Write(w io.Writer, name, labels string) {
	fmt.Fprintf(w, "%s{%s} %d\n", name, labels, c.n.Load())
}

type Gauge struct {
	mu    sync.Mutex
	value float64
	seen  []float64
}

func (g *Gauge) Set(v float64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.value = v
	g.seen = append(g.seen, v)
}

func (g *Gauge) Kind() string { return "gauge" }
func (g *Gauge) Write(w io.Writer, name, labels string) {
	io.WriteString(w, name+"{"+labels+"} "+strconv.FormatFloat(g.value, 'g', 6, 64)+"\n")
}

type Histogram struct {
	bounds  []float64
	buckets []atomic.Int64
	sum     float64
}

func NewHistogram(bounds ...float64) *Histogram {
	sorted := append([]float64(nil), bounds...)
	sort.Float64s(sorted)
	return &Histogram{bounds: sorted, buckets: make([]atomic.Int64, len(sorted)+1)}
}

func (h *Histogram) Observe(v float64) {
	at := sort.SearchFloat64s(h.bounds, v)
	h.buckets[at].Add(1)
	h.sum += v
}

func (h *Histogram) Kind() string { return "histogram" }

func (h *Histogram) Write(w io.Writer, name, labels string) {
	total := int64(0)
	for i := range h.buckets {
		bound := math.Inf(1)
		if i < len(h.bounds) {
			bound = h.bounds[i]
		}
		total += h.buckets[i].Load()
		fmt.Fprintf(w, "%s_bucket{%s,le=\"%g\"} %d\n", name, labels, bound, total)
	}
	fmt.Fprint(w, name, "_sum ", h.sum, "\n")
}

func (h *Histogram) Quantile(q float64) (v float64, err error) {
	if q < 0 || q > 1 {
		err = fmt.Errorf("quantile %g is not between 0 and 1", q)
		return
	}
	var all []float64
	for i := range h.buckets {
		for range h.buckets[i].Load() {
			all = append(all, float64(i))
		}
	}
	if len(all) == 0 {
		return math.NaN(), nil
	}
	return all[int(q*float64(len(all)-1))], nil
}

type family struct {
	name, help string
	metrics    map[string]Metric
	order      []string
	create     func() Metric
}

type Registry struct {
	mu       sync.RWMutex
	families map[string]*family
	clock    func() time.Time
	started  time.Time
}

func NewRegistry(clock func() time.Time) *Registry {
	return &Registry{families: make(map[string]*family), clock: clock, started: clock()}
}

func (r *Registry) Family(name, help string, create func() Metric) *family {
	r.mu.Lock()
	defer r.mu.Unlock()
	f := r.families[name]
	if f == nil {
		f = &family{name: name, help: help, metrics: map[string]Metric{}, create: create}
		r.families[name] = f
	}
	return f
}

func (f *family) With(labels Labels) Metric {
	key := labels.Key()
	m, ok := f.metrics[key]
	if !ok {
		m = f.create()
		f.metrics[key] = m
		f.order = append(f.order, key)
	}
	return m
}

func as[M Metric](m Metric) M {
	typed, ok := m.(M)
	if !ok {
		panic(fmt.Sprintf("%T is a %s", m, m.Kind()))
	}
	return typed
}

func (r *Registry) Page() string {
	var buf bytes.Buffer
	names := make([]string, len(r.families))
	i := 0
	for name := range r.families {
		names[i] = name
		i++
	}
	slices.SortFunc(names, cmp.Compare[string])
	for _, name := range names {
		f := r.families[name]
		buf.WriteString("# HELP " + name + " " + f.help + "\n")
		for _, key := range f.order {
			f.metrics[key].Write(&buf, name, key)
		}
	}
	fmt.Fprintf(&buf, "up %v\n", r.clock().Sub(r.started))
	return buf.String()
}

func (r *Registry) Table(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	var rows []struct {
		name string
		n    int
	}
	for name, f := range r.families {
		rows = append(rows, struct {
			name string
			n    int
		}{name, len(f.metrics)})
	}
	sort.Slice(rows, func(i, j int) bool { return rows[i].n > rows[j].n })
	for _, row := range rows {
		if _, err := fmt.Fprintln(tw, row.name, "\t", row.n); err != nil {
			return err
		}
	}
	return tw.Flush()
}

// Window keeps the last values and says how fast they come.
type Window struct {
	values [32]struct {
		at time.Time
		n  int
	}
	next int
}

func (w *Window) Add(at time.Time, n int) {
	w.values[w.next%len(w.values)].at = at
	w.values[w.next%len(w.values)].n = n
	w.next++
}

func (w Window) Rate() float64 {
	sum := 0
	for _, v := range w.values {
		sum += v.n
	}
	return float64(sum) / float64(len(w.values))
}

type Rated interface{ Rate() float64 }

type limited struct {
	io.Writer
	left int
}

func (l *limited) Write(p []byte) (int, error) {
	if len(p) > l.left {
		return 0, &os.SyscallError{Syscall: "write", Err: os.ErrDeadlineExceeded}
	}
	l.left -= len(p)
	return l.Writer.Write(p)
}

func timed(observe func(float64), f func()) {
	start := 1.0
	defer func() { observe(start / 3) }()
	f()
}

func parse(page string) (map[string]float64, error) {
	values := make(map[string]float64, strings.Count(page, "\n"))
	for line := range strings.Lines(page) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") || line == "" {
			continue
		}
		at := strings.LastIndexByte(line, ' ')
		v, err := strconv.ParseFloat(line[at+1:], 64)
		if err != nil {
			return values, fmt.Errorf("line %s: %w", strconv.Quote(line), err)
		}
		values[line[:at]] = v
	}
	return values, nil
}

func work(round int) {
	now := time.Unix(0, 0)
	r := NewRegistry(func() time.Time { now = now.Add(time.Second); return now })
	requests := r.Family("requests", "how many", func() Metric { return new(Counter) })
	load := r.Family("load", "how busy", func() Metric { return &Gauge{} })
	latency := r.Family("latency", "how long", func() Metric { return NewHistogram(1, 0.1, 10) })
	windows := []*Window{{}, {}}
	for i := range 24 {
		labels := Labels{"path": "/p" + strconv.Itoa(i%3), "code": strconv.Itoa(200 + i%2*300)}
		as[*Counter](requests.With(labels)).Add(uint64(i))
		as[*Gauge](load.With(Labels{"cpu": fmt.Sprint(i % 2)})).Set(float64(i) / 7)
		h := as[*Histogram](latency.With(Labels{"path": labels["path"]}))
		timed(h.Observe, func() { windows[i%2].Add(now, i) })
	}
	func() {
		defer func() { problem = fmt.Sprint(recover()) }()
		as[*Gauge](requests.With(Labels{}))
	}()
	var rated []Rated
	for _, w := range windows {
		rated = append(rated, *w)
	}
	page := r.Page()
	values, err := parse(page)
	q, _ := as[*Histogram](latency.With(Labels{"path": "/p1"})).Quantile(0.9)
	_, bad := NewHistogram().Quantile(2)
	var out bytes.Buffer
	ok, refused := r.Table(&out), r.Table(&limited{&out, 5})
	raw := []byte(page)
	view := unsafe.String(&raw[0], 10)
	summary = fmt.Sprint(len(values), err, q, bad, ok, refused, rated[0].Rate(), view, round)
}

var problem, summary string

func main() { profile.Run(work) }
