// Package store is a small generic map with a lock.
package store

import (
	"fmt"
	"sync"
)

// Store maps names to values of one type.
type Store[V any] struct {
	mu     sync.Mutex
	values map[string]V
}

// New returns an empty store.
func New[V any]() *Store[V] {
	return &Store[V]{values: make(map[string]V)}
}

// Put sets the value of a name.
func (s *Store[V]) Put(name string, value V) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.values[name] = value
}

// Get returns the value of a name.
func (s *Store[V]) Get(name string) (V, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	v, ok := s.values[name]
	return v, ok
}

// Describe says what is in a store.
func Describe[V fmt.Stringer](s *Store[V]) (text string) {
	for name, value := range s.values {
		text += name + "=" + value.String()
	}
	return text
}
