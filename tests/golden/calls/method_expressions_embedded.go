// Method expressions and values of instances with embedded types, and of methods that no interface has.
package p

type In[T any] struct{ v T }

func (p In[T]) Val() T   { return p.v }
func (p *In[T]) Ptr() *T { return &p.v }

//go:nointerface
func (p In[T]) NoVal() T { return p.v }

//go:nointerface
func (p *In[T]) NoPtr() *T { return &p.v }

type Out[T any] struct {
	n int
	In[T]
}
type OutP[T any] struct{ *In[T] }
type I[T any] interface{ Val() T }
type OutI[T any] struct{ I[T] }
type Plain struct{ In[int] }
type PlainP struct{ *In[string] }
type Deep[T any] struct{ Out[[]T] }

var (
	v0 = Out[int].Val
	v1 = (*Out[int]).Ptr
	v2 = OutP[int].Ptr
	v3 = OutI[int].Val
	v4 = Plain.Val
	v5 = (*Plain).Ptr
	v6 = PlainP.Ptr
	v7 = Deep[int].Val
	v8 = (*Deep[int]).Ptr
	v9 = Out[int].NoVal
	w0 = (*Out[int]).NoPtr
	w1 = OutP[int].NoPtr
	w2 = In[int].NoVal
	w3 = (*In[int]).NoPtr
	w4 = I[int].Val
	w5 = Plain.NoVal
	w6 = (*Plain).NoPtr
	w7 = (*Deep[int]).NoPtr
)

func a(x Out[int]) int          { return Out[int].Val(x) }
func b(x *Out[int]) *int        { return (*Out[int]).Ptr(x) } // want "leaking param: x to result ~r0 level=0"
func c[T any](x Out[T]) T       { return Out[T].Val(x) }
func d[T any](x *Out[T]) *T     { return (*Out[T]).Ptr(x) }
func e[T any]() (any, any)      { return Out[T].Val, (*Out[T]).Ptr }
func f[T any](x Deep[T]) []T    { return Deep[T].NoVal(x) }
func g[T any](x *Deep[T]) *[]T  { return (*Deep[T]).NoPtr(x) }
func h() (any, any)             { return e[int]() }
func i() (any, any)             { return f(Deep[int]{}), g(&Deep[int]{}) } // want "f[go.shape.int](&.dict.f[int], Deep[int]{}) escapes to heap" "&Deep[int]{} escapes to heap"
func j() (int, *int)            { return c(Out[int]{}), d(&Out[int]{}) } // want "&Out[int]{} escapes to heap"
func k(x *Out[int]) func() *int { return x.NoPtr } // want "leaking param: x" "x.In.NoPtr escapes to heap"
func l(x Out[int]) func() int   { return x.NoVal } // want "x.In.NoVal escapes to heap"
func m[T any](x *Out[T]) (func() *T, func() T) { return x.NoPtr, x.Val }
func n() any { a, b := m(&Out[int]{}); _, _ = a, b; return a } // want "&Out[int]{} escapes to heap"
func o[T any](x OutI[T]) T { return OutI[T].Val(x) }
func p() int { return o(OutI[int]{In[int]{1}}) } // want "In[int]{...} does not escape"
func q(x I[int]) int { return I[int].Val(x) } // want "leaking param: x"
func r[T any](x I[T]) (T, func(I[T]) T) { return I[T].Val(x), I[T].Val }
func s() (int, any) { return r[int](In[int]{}) } // want "In[int]{} escapes to heap"
func t() any { return Out[int].NoVal }
func u() any { return struct{ In[int] }.NoVal }
func w(x struct{ In[int] }) (func() int, func() int) { return x.NoVal, x.Val } // want "x.In.NoVal escapes to heap" "x.In.Val escapes to heap"
func x() any { return (*struct{ *In[int] }).NoPtr }

type J interface{ Val() int }

func y() (J, J, J) { return Plain{}, &Out[int]{}, Deep2{} } // want "Plain{} escapes to heap" "&Out[int]{} escapes to heap" "Deep2{} escapes to heap"

type Deep2 struct{ Plain }

func z() { defer (*Out[int]).NoPtr(nil); go Out[int].NoVal(Out[int]{}) }
