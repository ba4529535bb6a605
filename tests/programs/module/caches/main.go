// Caches: least recently used, with a time to live, in shards, and one that asks once for what many want.
package main

import (
	"container/list"
	"errors"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"sync"

	"programs/kit"
	"programs/profile"
)

type entry struct {
	key   string
	value any
	size  int
}

// LRU keeps the most recently used values, boxed.
type LRU struct {
	capacity, used int
	order          *list.List
	byKey          map[string]*list.Element
	onEvict        func(key string, value any)
}

func NewLRU(capacity int, onEvict func(string, any)) *LRU {
	return &LRU{capacity: capacity, order: list.New(), byKey: make(map[string]*list.Element), onEvict: onEvict}
}

func (c *LRU) Get(key string) (any, bool) {
	e, ok := c.byKey[key]
	if !ok {
		return nil, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*entry).value, true
}

func (c *LRU) Put(key string, value any, size int) {
	if e, ok := c.byKey[key]; ok {
		old := e.Value.(*entry)
		c.used += size - old.size
		old.value, old.size = value, size
		c.order.MoveToFront(e)
	} else {
		c.byKey[key] = c.order.PushFront(&entry{key, value, size})
		c.used += size
	}
	for c.used > c.capacity {
		oldest := c.order.Back()
		gone := c.order.Remove(oldest).(*entry)
		delete(c.byKey, gone.key)
		c.used -= gone.size
		if c.onEvict != nil {
			c.onEvict(gone.key, gone.value)
		}
	}
}

type node[K comparable, V any] struct {
	key        K
	value      V
	prev, next *node[K, V]
	expires    int64
}

// TTL is a generic cache whose entries expire; its list is its own.
type TTL[K comparable, V any] struct {
	mu         sync.Mutex
	now        func() int64
	nodes      map[K]*node[K, V]
	head, tail *node[K, V]
	hits, miss int
}

func NewTTL[K comparable, V any](now func() int64) *TTL[K, V] {
	return &TTL[K, V]{now: now, nodes: make(map[K]*node[K, V], 32)}
}

func (c *TTL[K, V]) Put(key K, value V, ttl int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	n := &node[K, V]{key: key, value: value, expires: c.now() + ttl, prev: c.tail}
	if c.tail != nil {
		c.tail.next = n
	} else {
		c.head = n
	}
	c.tail = n
	c.nodes[key] = n
}

func (c *TTL[K, V]) Get(key K) (V, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	n, ok := c.nodes[key]
	var zero V
	switch {
	case !ok:
		c.miss++
		return zero, &Miss[K]{Key: key}
	case n.expires < c.now():
		delete(c.nodes, key)
		c.miss++
		return zero, fmt.Errorf("%v: %w", key, errExpired)
	}
	c.hits++
	return n.value, nil
}

func (c *TTL[K, V]) Snapshot() map[K]V {
	out := make(map[K]V, len(c.nodes))
	for k, n := range c.nodes {
		out[k] = n.value
	}
	return out
}

var errExpired = errors.New("expired")

type Miss[K comparable] struct{ Key K }

func (m *Miss[K]) Error() string { return fmt.Sprintf("%v is not cached", m.Key) }

// Sharded spreads keys over locks.
type Sharded struct {
	shards []*shard
}

type shard struct {
	sync.RWMutex
	values map[string][]byte
	log    strings.Builder
}

func NewSharded(n int) *Sharded {
	s := &Sharded{shards: make([]*shard, n)}
	for i := range s.shards {
		s.shards[i] = &shard{values: map[string][]byte{}}
	}
	return s
}

func (s *Sharded) of(key string) *shard {
	h := fnv.New32a()
	h.Write([]byte(key))
	return s.shards[int(h.Sum32())%len(s.shards)]
}

func (s *Sharded) Set(key string, value []byte) {
	sh := s.of(key)
	sh.Lock()
	defer sh.Unlock()
	sh.values[key] = append([]byte(nil), value...)
	sh.log.WriteString("set ")
	sh.log.WriteString(key)
	sh.log.WriteByte('\n')
}

func (s *Sharded) Get(key []byte) (string, bool) {
	sh := s.of(string(key))
	sh.RLock()
	defer sh.RUnlock()
	v, ok := sh.values[string(key)]
	return string(v), ok
}

// Loader asks once for what many want at the same time.
type Loader[V any] struct {
	mu    sync.Mutex
	calls map[string]*call[V]
	fetch func(key string) (V, error)
}

type call[V any] struct {
	done  chan struct{}
	value V
	err   error
}

func NewLoader[V any](fetch func(string) (V, error)) *Loader[V] {
	return &Loader[V]{calls: map[string]*call[V]{}, fetch: fetch}
}

func (l *Loader[V]) Load(key string) (V, error) {
	l.mu.Lock()
	if c, ok := l.calls[key]; ok {
		l.mu.Unlock()
		<-c.done
		return c.value, c.err
	}
	c := &call[V]{done: make(chan struct{})}
	l.calls[key] = c
	l.mu.Unlock()
	c.value, c.err = l.fetch(key)
	close(c.done)
	return c.value, c.err
}

func memoized[K comparable, V any](f func(K) V) func(K) V {
	known := map[K]V{}
	return func(k K) V {
		if v, ok := known[k]; ok {
			return v
		}
		v := f(k)
		known[k] = v
		return v
	}
}

type Profile struct {
	ID    int
	Name  string
	Roles []string
	extra [12]int64
}

func fetch(key string) (*Profile, error) {
	id, err := strconv.Atoi(strings.TrimPrefix(key, "user:"))
	if err != nil {
		return nil, fmt.Errorf("bad key %q: %w", key, err)
	}
	return &Profile{ID: id, Name: "user " + strconv.Itoa(id), Roles: []string{"reader", "writer"}}, nil
}

func work(round int) {
	var evicted []string
	lru := NewLRU(200, func(key string, value any) { evicted = append(evicted, key) })
	for i := range 40 {
		key := "key-" + strconv.Itoa(i%25)
		if _, ok := lru.Get(key); ok {
			continue
		}
		switch i % 4 {
		case 0:
			lru.Put(key, i*1000, 8)
		case 1:
			lru.Put(key, key+"!", len(key))
		case 2:
			lru.Put(key, Profile{ID: i, Name: key}, 128)
		default:
			lru.Put(key, [3]float64{1, float64(i), 3}, 24)
		}
	}
	clock := int64(0)
	ttl := NewTTL[string, *Profile](func() int64 { clock++; return clock })
	numbers := NewTTL[int, float64](func() int64 { return clock })
	loader := NewLoader(fetch)
	for i := range 30 {
		key := fmt.Sprintf("user:%d", i%12)
		p, err := ttl.Get(key)
		if err != nil {
			if p, err = loader.Load(key); err == nil {
				ttl.Put(key, p, 20)
			}
		}
		if _, err := numbers.Get(i % 5); err != nil {
			numbers.Put(i%5, float64(i)/2, 3)
		}
	}
	if _, err := loader.Load("group:x"); err != nil {
		evicted = append(evicted, err.Error())
	}
	sharded := NewSharded(4)
	for i := range 16 {
		sharded.Set("s"+strconv.Itoa(i), []byte(strings.Repeat("v", i)))
	}
	key := []byte("s7")
	v, _ := sharded.Get(key)
	square := memoized(func(n int) string { return strconv.Itoa(n * n * 1000) })
	for i := range 20 {
		v += square(i % 10)
	}
	result = append(result[:0], v, kit.Join(evicted, ","), fmt.Sprint(len(ttl.Snapshot()), len(numbers.Snapshot())))
}

var result []string

func main() { profile.Run(work) }
