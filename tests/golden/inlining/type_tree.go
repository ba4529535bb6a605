// Types of a generic tree mention one another: arguments are read first, and only then become shapes.
// flags: -l=0
package p

type ptr[T any] struct {
	_ [0]*T
	v *T
}

func (p *ptr[T]) Load() *T   { return p.v } // want "can inline (*ptr[go.shape.struct { p.node = p.node[go.shape.interface {}]; p.parent *p.indirect[go.shape.interface {}]; p.children [16]p.ptr[go.shape.struct { p.isEntry bool }] }]).Load" "can inline (*ptr[go.shape.struct { p.node = p.node[go.shape.interface {}]; p.overflow p.ptr[p.entry[go.shape.interface {}]]; p.key go.shape.interface {} }]).Load" "can inline (*ptr[go.shape.struct { p.isEntry bool }]).Load" "can inline (*ptr[go.shape.struct { p.node = p.node[interface {}]; p.overflow p.ptr[p.entry[interface {}]]; p.key interface {} }]).Load" "can inline (*ptr[go.shape.struct { p.node = p.node[interface {}]; p.parent *p.indirect[interface {}]; p.children [16]p.ptr[p.node[interface {}]] }]).Load" "can inline (*ptr[p.entry[go.shape.interface {}]]).Load" "can inline (*ptr[p.indirect[interface {}]]).Load" "can inline (*ptr[p.node[interface {}]]).Load" "can inline (*ptr[p.entry[interface {}]]).Load" "inlining call to (*ptr[go.shape.struct { p.node = p.node[interface {}]; p.parent *p.indirect[interface {}]; p.children [16]p.ptr[p.node[interface {}]] }]).Load" "inlining call to (*ptr[go.shape.struct { p.isEntry bool }]).Load" "inlining call to (*ptr[go.shape.struct { p.node = p.node[interface {}]; p.overflow p.ptr[p.entry[interface {}]]; p.key interface {} }]).Load"
func (p *ptr[T]) Store(x *T) { p.v = x } // want "can inline (*ptr[go.shape.struct { p.node = p.node[interface {}]; p.overflow p.ptr[p.entry[interface {}]]; p.key interface {} }]).Store" "can inline (*ptr[go.shape.struct { p.node = p.node[interface {}]; p.parent *p.indirect[interface {}]; p.children [16]p.ptr[p.node[interface {}]] }]).Store" "can inline (*ptr[go.shape.struct { p.node = p.node[go.shape.interface {}]; p.overflow p.ptr[p.entry[go.shape.interface {}]]; p.key go.shape.interface {} }]).Store" "can inline (*ptr[go.shape.struct { p.node = p.node[go.shape.interface {}]; p.parent *p.indirect[go.shape.interface {}]; p.children [16]p.ptr[go.shape.struct { p.isEntry bool }] }]).Store" "can inline (*ptr[go.shape.struct { p.isEntry bool }]).Store" "can inline (*ptr[p.entry[go.shape.interface {}]]).Store" "can inline (*ptr[p.indirect[interface {}]]).Store" "can inline (*ptr[p.node[interface {}]]).Store" "can inline (*ptr[p.entry[interface {}]]).Store" "inlining call to (*ptr[go.shape.struct { p.node = p.node[interface {}]; p.parent *p.indirect[interface {}]; p.children [16]p.ptr[p.node[interface {}]] }]).Store" "inlining call to (*ptr[go.shape.struct { p.isEntry bool }]).Store" "inlining call to (*ptr[go.shape.struct { p.node = p.node[interface {}]; p.overflow p.ptr[p.entry[interface {}]]; p.key interface {} }]).Store"
func (p *ptr[T]) Swap(x *T)  { p.v = x } // want "can inline (*ptr[go.shape.struct { p.node = p.node[interface {}]; p.overflow p.ptr[p.entry[interface {}]]; p.key interface {} }]).Swap" "can inline (*ptr[go.shape.struct { p.node = p.node[interface {}]; p.parent *p.indirect[interface {}]; p.children [16]p.ptr[p.node[interface {}]] }]).Swap" "can inline (*ptr[go.shape.struct { p.node = p.node[go.shape.interface {}]; p.overflow p.ptr[p.entry[go.shape.interface {}]]; p.key go.shape.interface {} }]).Swap" "can inline (*ptr[go.shape.struct { p.node = p.node[go.shape.interface {}]; p.parent *p.indirect[go.shape.interface {}]; p.children [16]p.ptr[go.shape.struct { p.isEntry bool }] }]).Swap" "can inline (*ptr[go.shape.struct { p.isEntry bool }]).Swap" "can inline (*ptr[p.entry[go.shape.interface {}]]).Swap" "can inline (*ptr[p.indirect[interface {}]]).Swap" "can inline (*ptr[p.node[interface {}]]).Swap" "can inline (*ptr[p.entry[interface {}]]).Swap" "inlining call to (*ptr[go.shape.struct { p.node = p.node[interface {}]; p.parent *p.indirect[interface {}]; p.children [16]p.ptr[p.node[interface {}]] }]).Swap" "inlining call to (*ptr[go.shape.struct { p.isEntry bool }]).Swap" "inlining call to (*ptr[go.shape.struct { p.node = p.node[interface {}]; p.overflow p.ptr[p.entry[interface {}]]; p.key interface {} }]).Swap"

type node[K any] struct{ isEntry bool }

func (n *node[K]) entry() *entry[K]       { return nil } // want "can inline (*node[go.shape.interface {}]).entry" "can inline (*node[interface {}]).entry" "inlining call to (*node[go.shape.interface {}]).entry"
func (n *node[K]) indirect() *indirect[K] { return nil } // want "can inline (*node[go.shape.interface {}]).indirect" "can inline (*node[interface {}]).indirect" "inlining call to (*node[go.shape.interface {}]).indirect"

type entry[K any] struct {
	node[K]
	overflow ptr[entry[K]]
	key      K
}

func newEntry[K any](k K) *entry[K] { return &entry[K]{key: k} }

func (e *entry[K]) lookup(k K) K { e = e.overflow.Load(); return e.key } // want "can inline (*entry[go.shape.interface {}]).lookup" "can inline (*entry[interface {}]).lookup" "inlining call to (*ptr[go.shape.struct { p.node = p.node[go.shape.interface {}]; p.overflow p.ptr[p.entry[go.shape.interface {}]]; p.key go.shape.interface {} }]).Load" "inlining call to (*entry[go.shape.interface {}]).lookup" "inlining call to (*ptr[go.shape.struct { p.node = p.node[go.shape.interface {}]; p.overflow p.ptr[p.entry[go.shape.interface {}]]; p.key go.shape.interface {} }]).Load"

type indirect[K any] struct {
	node[K]
	parent   *indirect[K]
	children [16]ptr[node[K]]
}

func (i *indirect[K]) empty() bool { return i.children[0].Load() == nil } // want "can inline (*indirect[go.shape.interface {}]).empty" "can inline (*indirect[interface {}]).empty" "inlining call to (*ptr[go.shape.struct { p.isEntry bool }]).Load" "inlining call to (*indirect[go.shape.interface {}]).empty" "inlining call to (*ptr[go.shape.struct { p.isEntry bool }]).Load"

type tmap[K any] struct {
	root ptr[indirect[K]]
	f    func(K) uint
}

func (m *tmap[K]) get(k K) K { // want "can inline (*tmap[go.shape.interface {}]).get" "can inline (*tmap[interface {}]).get" "inlining call to (*tmap[go.shape.interface {}]).get" "inlining call to (*ptr[go.shape.struct { p.node = p.node[go.shape.interface {}]; p.parent *p.indirect[go.shape.interface {}]; p.children [16]p.ptr[go.shape.struct { p.isEntry bool }] }]).Load" "inlining call to (*ptr[go.shape.struct { p.isEntry bool }]).Load" "inlining call to (*node[go.shape.interface {}]).entry" "inlining call to (*entry[go.shape.interface {}]).lookup" "inlining call to (*ptr[go.shape.struct { p.node = p.node[go.shape.interface {}]; p.overflow p.ptr[p.entry[go.shape.interface {}]]; p.key go.shape.interface {} }]).Load"
	i := m.root.Load() // want "inlining call to (*ptr[go.shape.struct { p.node = p.node[go.shape.interface {}]; p.parent *p.indirect[go.shape.interface {}]; p.children [16]p.ptr[go.shape.struct { p.isEntry bool }] }]).Load"
	return i.children[1].Load().entry().lookup(k) // want "inlining call to (*ptr[go.shape.struct { p.isEntry bool }]).Load" "inlining call to (*node[go.shape.interface {}]).entry" "inlining call to (*entry[go.shape.interface {}]).lookup" "inlining call to (*ptr[go.shape.struct { p.node = p.node[go.shape.interface {}]; p.overflow p.ptr[p.entry[go.shape.interface {}]]; p.key go.shape.interface {} }]).Load"
}

func (m *tmap[K]) iter(i *indirect[K], f func(k K) bool) bool { // want "can inline (*tmap[go.shape.interface {}]).iter" "can inline (*tmap[interface {}]).iter" "inlining call to (*tmap[go.shape.interface {}]).iter" "inlining call to (*ptr[go.shape.struct { p.isEntry bool }]).Load" "inlining call to (*node[go.shape.interface {}]).entry" "inlining call to (*ptr[go.shape.struct { p.node = p.node[go.shape.interface {}]; p.overflow p.ptr[p.entry[go.shape.interface {}]]; p.key go.shape.interface {} }]).Load"
	for j := range i.children {
		n := i.children[j].Load() // want "inlining call to (*ptr[go.shape.struct { p.isEntry bool }]).Load"
		e := n.entry() // want "inlining call to (*node[go.shape.interface {}]).entry"
		for e != nil {
			e = e.overflow.Load() // want "inlining call to (*ptr[go.shape.struct { p.node = p.node[go.shape.interface {}]; p.overflow p.ptr[p.entry[go.shape.interface {}]]; p.key go.shape.interface {} }]).Load"
		}
	}
	return true
}

type Map struct{ m tmap[any] }

func (m *Map) Get(k any) any { return m.m.get(k) } // want "can inline (*Map).Get" "inlining call to (*tmap[go.shape.interface {}]).get" "inlining call to (*ptr[go.shape.struct { p.node = p.node[go.shape.interface {}]; p.parent *p.indirect[go.shape.interface {}]; p.children [16]p.ptr[go.shape.struct { p.isEntry bool }] }]).Load" "inlining call to (*ptr[go.shape.struct { p.isEntry bool }]).Load" "inlining call to (*node[go.shape.interface {}]).entry" "inlining call to (*entry[go.shape.interface {}]).lookup" "inlining call to (*ptr[go.shape.struct { p.node = p.node[go.shape.interface {}]; p.overflow p.ptr[p.entry[go.shape.interface {}]]; p.key go.shape.interface {} }]).Load" "m does not escape" "k does not escape"
