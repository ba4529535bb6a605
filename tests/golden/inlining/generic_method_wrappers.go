// flags: -l=0

// The receiver of a generic method mentions the type's arguments, also in shapes; so does an instance within
// itself, and so does a type that is declared within a generic function.
package p

type Pair[A, B any] struct{}

type Holder[A, B any] struct {
	Pair[bool, byte]
}

var holder *Holder[Holder[*Pair[bool, byte], any], int]

func (r Pair[A, B]) Len() map[string]int { // want "can inline Pair[go.shape.bool,go.shape.uint8].Len" "can inline Pair[go.shape.int,go.shape.map[string]int].Len" "can inline Pair[int,map[string]int].Len" "can inline Pair[bool,uint8].Len" "inlining call to Pair[go.shape.int,go.shape.map[string]int].Len" "inlining call to Holder[go.shape.struct { Pair = p.Pair[bool,uint8] },go.shape.int].Each[go.shape.func(*p.Pair[int,map[string]int]) bool]" "inlining call to Pair[go.shape.bool,go.shape.uint8].Len" "inlining call to Holder[go.shape.struct { Pair = p.Pair[bool,uint8] },go.shape.int].Each[go.shape.func(*p.Pair[int,map[string]int]) bool]"
	for e := range holder.Each[func(*Pair[int, map[string]int]) bool] { // want "can inline Pair[go.shape.bool,go.shape.uint8].Len-range1" "can inline Pair[go.shape.int,go.shape.map[string]int].Len-range1" "inlining call to Holder[go.shape.struct { Pair = p.Pair[bool,uint8] },go.shape.int].Each[go.shape.func(*p.Pair[int,map[string]int]) bool]" "inlining call to Holder[go.shape.struct { Pair = p.Pair[bool,uint8] },go.shape.int].Each[go.shape.func(*p.Pair[int,map[string]int]) bool]"
		_ = e
	}
	return nil
}

func (r Holder[A, B]) Each[P any](p P) {} // want "can inline Holder[go.shape.struct { Pair = p.Pair[bool,uint8] },go.shape.int].Each[go.shape.func(*p.Pair[int,map[string]int]) bool]"

type List[A, B any] struct {
	Base[func()]
	data *B
	next *List[A, B]
}

type Base[A any] struct{}

var list *List[func(), func()]

func (r *Base[A]) Size() int { return 1 } // want "can inline (*Base[go.shape.func()]).Size" "can inline (*Base[go.shape.interface {}]).Size" "can inline (*Base[interface {}]).Size" "can inline (*Base[func()]).Size" "inlining call to (*Base[go.shape.interface {}]).Size" "inlining call to (*Base[go.shape.func()]).Size"

func (r *Base[A]) Map[P any](a A) chan string { // want "can inline (*Base[go.shape.func()]).Map[go.shape.*uint8]"
	return list.Map[*List[func(), func()]](func() {}) // want "can inline (*Base[go.shape.func()]).Map[go.shape.*uint8].func1" "inlining call to (*Base[go.shape.func()]).Map[go.shape.*uint8]" "func literal does not escape"
}

func nested() {
	list.Map[*Base[any]](func() { // want "can inline nested.func1" "inlining call to (*Base[go.shape.func()]).Map[go.shape.*uint8]" "func literal does not escape"
		_ = List[List[*int, *int], Base[any]]{}
	})
}

type Inner struct{}

func (i Inner) Value() *Inner { return nil } // want "can inline Inner.Value"

type Outer[A any] struct{ *Inner }

func (o Outer[A]) Each() { // want "can inline Outer[go.shape.chan uint8].Each" "can inline Outer[go.shape.string].Each" "can inline Outer[string].Each" "can inline Outer[chan uint8].Each" "inlining call to Outer[go.shape.string].Each" "inlining call to local[go.shape.int,go.shape.struct { *p.Inner }]" "inlining call to local[go.shape.int,go.shape.struct { *p.Inner }].func1" "inlining call to Outer[go.shape.chan uint8].Each" "inlining call to local[go.shape.int,go.shape.struct { *p.Inner }]" "inlining call to local[go.shape.int,go.shape.struct { *p.Inner }].func1" "new(<node DYNAMICTYPE>) does not escape" "&cell[go.shape.int,go.shape.struct { *p.Inner }]{} does not escape" "new(<node DYNAMICTYPE>) does not escape" "new(<node DYNAMICTYPE>) does not escape" "&cell[go.shape.int,go.shape.struct { *p.Inner }]{} does not escape" "new(<node DYNAMICTYPE>) does not escape"
	local[int, Outer[string]]() // want "inlining call to local[go.shape.int,go.shape.struct { *p.Inner }]" "inlining call to local[go.shape.int,go.shape.struct { *p.Inner }].func1" "inlining call to local[go.shape.int,go.shape.struct { *p.Inner }]" "inlining call to local[go.shape.int,go.shape.struct { *p.Inner }].func1" "new(<node DYNAMICTYPE>) does not escape" "&cell[go.shape.int,go.shape.struct { *p.Inner }]{} does not escape" "new(<node DYNAMICTYPE>) does not escape" "&cell[go.shape.int,go.shape.struct { *p.Inner }]{} does not escape"
	_ = new(A) // want "new(<node DYNAMICTYPE>) does not escape" "new(<node DYNAMICTYPE>) does not escape"
}

func local[A, B any]() { // want "can inline local[go.shape.int,go.shape.struct { *p.Inner }]" "can inline local[int,p.Outer[string]]" "inlining call to local[go.shape.int,go.shape.struct { *p.Inner }]" "inlining call to local[go.shape.int,go.shape.struct { *p.Inner }].func1" "new(<node DYNAMICTYPE>) does not escape" "&cell[go.shape.int,go.shape.struct { *p.Inner }]{} does not escape"
	type cell struct{ b B }
	func(a A, c *cell) {}(*new(A), &cell{}) // want "can inline local[go.shape.int,go.shape.struct { *p.Inner }].func1" "inlining call to local[go.shape.int,go.shape.struct { *p.Inner }].func1" "can inline local[go.shape.int,go.shape.struct { *p.Inner }].func1" "can inline local[go.shape.int,go.shape.struct { *p.Inner }].func1" "can inline local[go.shape.int,go.shape.struct { *p.Inner }].func1" "can inline local[go.shape.int,go.shape.struct { *p.Inner }].func1" "can inline local[go.shape.int,go.shape.struct { *p.Inner }].func1" "can inline local[go.shape.int,go.shape.struct { *p.Inner }].func1" "can inline local[go.shape.int,go.shape.struct { *p.Inner }].func1" "can inline local[go.shape.int,go.shape.struct { *p.Inner }].func1" "can inline local[go.shape.int,go.shape.struct { *p.Inner }].func1" "new(<node DYNAMICTYPE>) does not escape" "&cell[go.shape.int,go.shape.struct { *p.Inner }]{} does not escape"
}

var outer = func(*Outer[chan byte]) {} // want "can inline init.func1"
