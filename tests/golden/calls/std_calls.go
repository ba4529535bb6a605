// Facts about imported functions come from their packages.
package p

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"sync"
)

var errX = errors.New("x")

type T struct {
	mu sync.Mutex
	m  map[string]int
}

func (t *T) get(k string) (int, error) { // want "leaking param: t" "leaking param: k"
	t.mu.Lock()
	defer t.mu.Unlock()
	v, ok := t.m[k]
	if !ok {
		return 0, fmt.Errorf("no %s: %w", k, errX) // want "... argument does not escape" "k escapes to heap"
	}
	return v, nil
}

func (t *T) keys() []string { // want "t does not escape"
	var ks []string
	for k := range t.m {
		ks = append(ks, k) // want "append escapes to heap"
	}
	sort.Strings(ks)
	sort.Slice(ks, func(i, j int) bool { return ks[i] < ks[j] }) // want "ks escapes to heap" "func literal does not escape"
	return ks
}

func show(t *T, b *strings.Builder) string { // want "leaking param: t" "leaking param content: b"
	fmt.Println(t, len(t.m)) // want "... argument does not escape" "len(t.m) escapes to heap"
	b.WriteString("x")
	return strings.Join(t.keys(), ",") + b.String() // want `strings.Join((*T).keys(t), ",") + (*strings.Builder).String(b) escapes to heap`
}
