// flags: -l=0

// Method expressions that are called at once: in generic code some are literals.
package p

type N interface{ Do(int) int }

type T[P any] struct{ v P }

func (t T[P]) Val() P   { return t.v } // want "can inline T[go.shape.int].Val" "can inline T[int].Val" "can inline T[go.shape.string].Val" "can inline T[string].Val" "inlining call to T[go.shape.int].Val" "inlining call to T[go.shape.string].Val"
func (t *T[P]) Ptr() *P { return &t.v } // want "can inline (*T[go.shape.string]).Ptr" "can inline (*T[go.shape.int]).Ptr" "can inline (*T[int]).Ptr" "can inline (*T[string]).Ptr" "inlining call to (*T[go.shape.int]).Ptr" "inlining call to (*T[go.shape.string]).Ptr"

type W struct{ *T[int] }

func a[P any](t T[P]) P          { return T[P].Val(t) } // want "can inline a[go.shape.int].func1" "can inline a[go.shape.int]" "can inline a[int]" "inlining call to a[go.shape.int].func1" "inlining call to T[go.shape.int].Val" "inlining call to T[go.shape.int].Val" "can inline a[go.shape.int].func1" "inlining call to T[go.shape.int].Val" "inlining call to a[go.shape.int]" "can inline a[go.shape.int].func1" "inlining call to a[go.shape.int].func1" "inlining call to T[go.shape.int].Val"
func b[P any](t *T[P]) *P        { return (*T[P]).Ptr(t) } // want "can inline b[go.shape.string].func1" "can inline b[go.shape.string]" "can inline b[string]" "inlining call to b[go.shape.string].func1" "inlining call to (*T[go.shape.string]).Ptr" "inlining call to (*T[go.shape.string]).Ptr" "can inline b[go.shape.string].func1" "inlining call to (*T[go.shape.string]).Ptr" "inlining call to b[go.shape.string]" "can inline b[go.shape.string].func1" "inlining call to b[go.shape.string].func1" "inlining call to (*T[go.shape.string]).Ptr"
func c[P N](p P) int             { return P.Do(p, 1) } // want "can inline c[go.shape.struct {}]" "can inline c[p.impl]" "inlining call to c[go.shape.struct {}]"
func d[P any](w W, p P) *int     { return W.Ptr(w) } // want "can inline d[go.shape.int]" "can inline d[int]" "inlining call to d[go.shape.int]"
func e[P any](t T[int], p P) int { return T[int].Val(t) } // want "can inline e[go.shape.string]" "can inline e[string]" "inlining call to T[int].Val" "inlining call to T[go.shape.int].Val" "inlining call to e[go.shape.string]" "inlining call to T[int].Val" "inlining call to T[go.shape.int].Val"
func f[P any](n N, p P) int      { return N.Do(n, 2) } // want "can inline f[go.shape.int]" "can inline f[int]" "inlining call to f[go.shape.int]"

type impl struct{}

func (impl) Do(i int) int { return i } // want "can inline impl.Do"

func use() {
	a(T[int]{}) // want "inlining call to a[go.shape.int]" "inlining call to a[go.shape.int].func1"
	b(&T[string]{}) // want "inlining call to b[go.shape.string]" "inlining call to b[go.shape.string].func1" "&T[string]{} does not escape"
	c(impl{}) // want "inlining call to c[go.shape.struct {}]"
	d(W{}, 1) // want "inlining call to d[go.shape.int]"
	e(T[int]{}, "") // want "inlining call to e[go.shape.string]" "inlining call to T[int].Val" "inlining call to T[go.shape.int].Val"
	f(impl{}, 1) // want "inlining call to f[go.shape.int]" "impl{} escapes to heap"
}
