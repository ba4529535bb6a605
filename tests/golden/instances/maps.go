// Maps keyed by type parameters.
package p

type Cache[K comparable, V any] struct {
	m       map[K]*entry[K, V]
	onEvict func(K, V)
}
type entry[K comparable, V any] struct {
	k          K
	v          V
	prev, next *entry[K, V]
}

func New[K comparable, V any](f func(K, V)) *Cache[K, V] {
	return &Cache[K, V]{m: make(map[K]*entry[K, V]), onEvict: f} // want "&Cache[go.shape.string,go.shape.[]uint8]{...} escapes to heap" "make(map[go.shape.string]*entry[go.shape.string,go.shape.[]uint8]) escapes to heap" "&Cache[go.shape.struct { p.x int },go.shape.interface {}]{...} escapes to heap" "make(map[go.shape.struct { p.x int }]*entry[go.shape.struct { p.x int },go.shape.interface {}]) escapes to heap"
}
func (c *Cache[K, V]) Put(k K, v V) {
	if e, ok := c.m[k]; ok {
		e.v = v
		return
	}
	c.m[k] = &entry[K, V]{k: k, v: v} // want "&entry[go.shape.string,go.shape.[]uint8]{...} escapes to heap" "&entry[go.shape.struct { p.x int },go.shape.interface {}]{...} escapes to heap"
}
func (c *Cache[K, V]) Get(k K) (v V, ok bool) {
	e, ok := c.m[k]
	if !ok {
		return
	}
	return e.v, true
}
func (c *Cache[K, V]) Del(k K) {
	if e, ok := c.m[k]; ok {
		delete(c.m, k)
		if c.onEvict != nil {
			c.onEvict(e.k, e.v)
		}
	}
}
func (c *Cache[K, V]) Snapshot() map[K]V {
	r := map[K]V{} // want "map[go.shape.string]go.shape.[]uint8{} escapes to heap" "map[go.shape.struct { p.x int }]go.shape.interface {}{} escapes to heap"
	for k, e := range c.m {
		r[k] = e.v
	}
	return r
}

var sink any

func use() {
	c := New[string, []byte](func(string, []byte) {}) // want "func literal escapes to heap"
	c.Put("a", nil)
	sink = c.Snapshot()
	d := New[struct{ x int }, any](nil)
	d.Del(struct{ x int }{1})
}
