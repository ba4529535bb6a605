// Several results of a call are not read as a type: the function's parameters come first.
// flags: -l=0
package p

type I interface{}

type G[P ~int | ~string, Q comparable] struct{ I }

var a *any
var start *G[int, byte]

func (r *G[P, Q]) M() { // want "can inline (*G[go.shape.int,go.shape.uint8]).M" "can inline (*G[go.shape.string,go.shape.bool]).M" "can inline (*G[go.shape.int,go.shape.*interface {}]).M" "can inline (*G[int,*interface {}]).M" "can inline (*G[string,bool]).M" "can inline (*G[int,uint8]).M" "inlining call to (*G[go.shape.int,go.shape.*interface {}]).M" "inlining call to one[go.shape.*uint8,go.shape.*p.G[int,*interface {}]]" "inlining call to two[go.shape.struct { p.I }]" "inlining call to two[go.shape.struct { p.I }]" "inlining call to (*G[go.shape.string,go.shape.bool]).M" "inlining call to one[go.shape.*uint8,go.shape.*p.G[int,*interface {}]]" "inlining call to two[go.shape.struct { p.I }]" "inlining call to two[go.shape.struct { p.I }]" "inlining call to (*G[go.shape.int,go.shape.uint8]).M" "inlining call to one[go.shape.*uint8,go.shape.*p.G[int,*interface {}]]" "inlining call to two[go.shape.struct { p.I }]" "inlining call to two[go.shape.struct { p.I }]" "[]string{} does not escape" "[]string{} does not escape" "new(G[string,bool]) does not escape" "&G[int,uint8]{} does not escape" "func literal does not escape" "G[int,*interface {}]{...} escapes to heap" "new(G[int,uint8]) does not escape" "func literal does not escape" "[]string{} does not escape" "[]string{} does not escape" "new(G[string,bool]) does not escape" "&G[int,uint8]{} does not escape" "func literal does not escape" "G[int,*interface {}]{...} escapes to heap" "new(G[int,uint8]) does not escape" "func literal does not escape" "[]string{} does not escape" "[]string{} does not escape" "new(G[string,bool]) does not escape" "&G[int,uint8]{} does not escape" "func literal does not escape" "G[int,*interface {}]{...} escapes to heap" "new(G[int,uint8]) does not escape" "func literal does not escape"
	two[G[int, byte]](one[*G[string, bool], *G[int, *any]](1, true, []string{}), new(G[int, byte])) // want "inlining call to one[go.shape.*uint8,go.shape.*p.G[int,*interface {}]]" "inlining call to two[go.shape.struct { p.I }]" "inlining call to two[go.shape.struct { p.I }]" "inlining call to one[go.shape.*uint8,go.shape.*p.G[int,*interface {}]]" "inlining call to two[go.shape.struct { p.I }]" "inlining call to two[go.shape.struct { p.I }]" "inlining call to one[go.shape.*uint8,go.shape.*p.G[int,*interface {}]]" "inlining call to two[go.shape.struct { p.I }]" "inlining call to two[go.shape.struct { p.I }]" "[]string{} does not escape" "[]string{} does not escape" "new(G[string,bool]) does not escape" "&G[int,uint8]{} does not escape" "func literal does not escape" "G[int,*interface {}]{...} escapes to heap" "new(G[int,uint8]) does not escape" "func literal does not escape" "[]string{} does not escape" "[]string{} does not escape" "new(G[string,bool]) does not escape" "&G[int,uint8]{} does not escape" "func literal does not escape" "G[int,*interface {}]{...} escapes to heap" "new(G[int,uint8]) does not escape" "func literal does not escape" "[]string{} does not escape" "[]string{} does not escape" "new(G[string,bool]) does not escape" "&G[int,uint8]{} does not escape" "func literal does not escape" "G[int,*interface {}]{...} escapes to heap" "new(G[int,uint8]) does not escape" "func literal does not escape"
}

func two[P I](x *G[string, bool], y *G[int, byte]) (z func(bool) *any, u *G[int, *any]) { // want "can inline two[go.shape.struct { p.I }]" "can inline two[p.G[string,bool]]" "can inline two[p.G[int,uint8]]" "inlining call to two[go.shape.struct { p.I }]" "inlining call to two[go.shape.struct { p.I }]" "func literal escapes to heap" "func literal escapes to heap"
	return func(bool) *any { return a }, u // want "can inline two[go.shape.struct { p.I }].func1" "func literal escapes to heap"
}

func one[P I, Q comparable](n int, ok bool, x any) (p P) { // want "can inline one[go.shape.*uint8,go.shape.*p.G[int,*interface {}]]" "can inline one[*p.G[string,bool],*p.G[int,*interface {}]]" "inlining call to one[go.shape.*uint8,go.shape.*p.G[int,*interface {}]]" "inlining call to two[go.shape.struct { p.I }]" "new(G[string,bool]) does not escape" "&G[int,uint8]{} does not escape" "func literal does not escape" "G[int,*interface {}]{...} escapes to heap"
	_, y := two[G[string, bool]](new(G[string, bool]), &G[int, byte]{}) // want "inlining call to two[go.shape.struct { p.I }]" "new(G[string,bool]) does not escape" "&G[int,uint8]{} does not escape" "func literal does not escape"
	if ok {
		panic(G[int, *any]{I: y}) // want "G[int,*interface {}]{...} escapes to heap"
	}
	return p
}
