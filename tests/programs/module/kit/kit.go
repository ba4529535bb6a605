// Package kit has what the programs share: collections and small helpers, as every team has them.
package kit

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
)

// ErrNotFound is what lookups return for keys that are not there.
var ErrNotFound = errors.New("not found")

// Set of comparable values.
type Set[T comparable] map[T]struct{}

func NewSet[T comparable](values ...T) Set[T] {
	s := make(Set[T], len(values))
	for _, v := range values {
		s.Add(v)
	}
	return s
}

func (s Set[T]) Add(v T)      { s[v] = struct{}{} }
func (s Set[T]) Has(v T) bool { _, ok := s[v]; return ok }
func (s Set[T]) Values() []T {
	out := make([]T, 0, len(s))
	for v := range s {
		out = append(out, v)
	}
	return out
}

// Map applies f to all elements.
func Map[T, U any](in []T, f func(T) U) []U {
	out := make([]U, 0, len(in))
	for _, v := range in {
		out = append(out, f(v))
	}
	return out
}

// Filter keeps the elements that f wants.
func Filter[T any](in []T, f func(T) bool) []T {
	var out []T
	for _, v := range in {
		if f(v) {
			out = append(out, v)
		}
	}
	return out
}

// GroupBy sorts elements into groups by key.
func GroupBy[T any, K comparable](in []T, key func(T) K) map[K][]T {
	groups := make(map[K][]T)
	for _, v := range in {
		k := key(v)
		groups[k] = append(groups[k], v)
	}
	return groups
}

// Keys of a map in order.
func Keys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// Ptr of a copy of v.
func Ptr[T any](v T) *T { return &v }

// Registry hands out numbers for names.
type Registry struct {
	mu    sync.Mutex
	ids   map[string]int
	names []string
}

func NewRegistry() *Registry { return &Registry{ids: make(map[string]int)} }

func (r *Registry) ID(name string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	if id, ok := r.ids[name]; ok {
		return id
	}
	id := len(r.names)
	r.ids[name] = id
	r.names = append(r.names, name)
	return id
}

func (r *Registry) Name(id int) (string, error) {
	if id < 0 || id >= len(r.names) {
		return "", fmt.Errorf("id %d: %w", id, ErrNotFound)
	}
	return r.names[id], nil
}

// Quote puts a name into quotes.
func Quote(name string) string { return "\"" + name + "\"" }

// Join formats values with a separator.
func Join[T any](values []T, sep string) string {
	var sb strings.Builder
	for i, v := range values {
		if i > 0 {
			sb.WriteString(sep)
		}
		fmt.Fprint(&sb, v)
	}
	return sb.String()
}
