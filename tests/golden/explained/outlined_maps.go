// flags: -m=2 -l=0
// Large initialisers of maps are functions of their own: how large they are, counted in nodes.
package p

type T struct{ f int }

func (T) M() {}

type I interface{ M() }

type G[P any] struct{ p P }

func (G[P]) M() {}

func gf[P any]() {}

var v T

var (
	newInt3 = map[int]any{0: new(int), 1: new(int), 2: new(int)}
	newInt4 = map[int]any{0: new(int), 1: new(int), 2: new(int), 3: new(int)}
	newInt5 = map[int]any{0: new(int), 1: new(int), 2: new(int), 3: new(int), 4: new(int)}
	newInt6 = map[int]any{0: new(int), 1: new(int), 2: new(int), 3: new(int), 4: new(int), 5: new(int)}
)

var (
	newValue3 = map[int]any{0: new(7), 1: new(7), 2: new(7)}
	newValue4 = map[int]any{0: new(7), 1: new(7), 2: new(7), 3: new(7)}
	newValue5 = map[int]any{0: new(7), 1: new(7), 2: new(7), 3: new(7), 4: new(7)}
	newValue6 = map[int]any{0: new(7), 1: new(7), 2: new(7), 3: new(7), 4: new(7), 5: new(7)}
)

var (
	makeMap3 = map[int]map[int]bool{0: make(map[int]bool), 1: make(map[int]bool), 2: make(map[int]bool)}
	makeMap4 = map[int]map[int]bool{0: make(map[int]bool), 1: make(map[int]bool), 2: make(map[int]bool), 3: make(map[int]bool)}
	makeMap5 = map[int]map[int]bool{0: make(map[int]bool), 1: make(map[int]bool), 2: make(map[int]bool), 3: make(map[int]bool), 4: make(map[int]bool)}
	makeMap6 = map[int]map[int]bool{0: make(map[int]bool), 1: make(map[int]bool), 2: make(map[int]bool), 3: make(map[int]bool), 4: make(map[int]bool), 5: make(map[int]bool)}
)

var (
	makeMapHint3 = map[int]map[int]bool{0: make(map[int]bool, 9), 1: make(map[int]bool, 9), 2: make(map[int]bool, 9)}
	makeMapHint4 = map[int]map[int]bool{0: make(map[int]bool, 9), 1: make(map[int]bool, 9), 2: make(map[int]bool, 9), 3: make(map[int]bool, 9)}
	makeMapHint5 = map[int]map[int]bool{0: make(map[int]bool, 9), 1: make(map[int]bool, 9), 2: make(map[int]bool, 9), 3: make(map[int]bool, 9), 4: make(map[int]bool, 9)}
	makeMapHint6 = map[int]map[int]bool{0: make(map[int]bool, 9), 1: make(map[int]bool, 9), 2: make(map[int]bool, 9), 3: make(map[int]bool, 9), 4: make(map[int]bool, 9), 5: make(map[int]bool, 9)}
)

var (
	makeChan3 = map[int]chan int{0: make(chan int), 1: make(chan int), 2: make(chan int)}
	makeChan4 = map[int]chan int{0: make(chan int), 1: make(chan int), 2: make(chan int), 3: make(chan int)}
	makeChan5 = map[int]chan int{0: make(chan int), 1: make(chan int), 2: make(chan int), 3: make(chan int), 4: make(chan int)}
	makeChan6 = map[int]chan int{0: make(chan int), 1: make(chan int), 2: make(chan int), 3: make(chan int), 4: make(chan int), 5: make(chan int)}
)

var (
	makeSlice3 = map[int][]int{0: make([]int, 2), 1: make([]int, 2), 2: make([]int, 2)}
	makeSlice4 = map[int][]int{0: make([]int, 2), 1: make([]int, 2), 2: make([]int, 2), 3: make([]int, 2)}
	makeSlice5 = map[int][]int{0: make([]int, 2), 1: make([]int, 2), 2: make([]int, 2), 3: make([]int, 2), 4: make([]int, 2)}
	makeSlice6 = map[int][]int{0: make([]int, 2), 1: make([]int, 2), 2: make([]int, 2), 3: make([]int, 2), 4: make([]int, 2), 5: make([]int, 2)}
)

var (
	methodExpr3 = map[int]func(T){0: T.M, 1: T.M, 2: T.M}
	methodExpr4 = map[int]func(T){0: T.M, 1: T.M, 2: T.M, 3: T.M}
	methodExpr5 = map[int]func(T){0: T.M, 1: T.M, 2: T.M, 3: T.M, 4: T.M}
	methodExpr6 = map[int]func(T){0: T.M, 1: T.M, 2: T.M, 3: T.M, 4: T.M, 5: T.M}
)

var (
	genericFunc3 = map[int]func(){0: gf[int], 1: gf[int], 2: gf[int]}
	genericFunc4 = map[int]func(){0: gf[int], 1: gf[int], 2: gf[int], 3: gf[int]}
	genericFunc5 = map[int]func(){0: gf[int], 1: gf[int], 2: gf[int], 3: gf[int], 4: gf[int]}
	genericFunc6 = map[int]func(){0: gf[int], 1: gf[int], 2: gf[int], 3: gf[int], 4: gf[int], 5: gf[int]}
)

var (
	genericMethod3 = map[int]func(G[int]){0: G[int].M, 1: G[int].M, 2: G[int].M}
	genericMethod4 = map[int]func(G[int]){0: G[int].M, 1: G[int].M, 2: G[int].M, 3: G[int].M}
	genericMethod5 = map[int]func(G[int]){0: G[int].M, 1: G[int].M, 2: G[int].M, 3: G[int].M, 4: G[int].M}
	genericMethod6 = map[int]func(G[int]){0: G[int].M, 1: G[int].M, 2: G[int].M, 3: G[int].M, 4: G[int].M, 5: G[int].M}
)

var (
	keyed3 = map[int][]int{0: []int{3: 1}, 1: []int{3: 1}, 2: []int{3: 1}}
	keyed4 = map[int][]int{0: []int{3: 1}, 1: []int{3: 1}, 2: []int{3: 1}, 3: []int{3: 1}}
	keyed5 = map[int][]int{0: []int{3: 1}, 1: []int{3: 1}, 2: []int{3: 1}, 3: []int{3: 1}, 4: []int{3: 1}}
	keyed6 = map[int][]int{0: []int{3: 1}, 1: []int{3: 1}, 2: []int{3: 1}, 3: []int{3: 1}, 4: []int{3: 1}, 5: []int{3: 1}}
)

var (
	converted3 = map[int]I{0: I(v), 1: I(v), 2: I(v)}
	converted4 = map[int]I{0: I(v), 1: I(v), 2: I(v), 3: I(v)}
	converted5 = map[int]I{0: I(v), 1: I(v), 2: I(v), 3: I(v), 4: I(v)}
	converted6 = map[int]I{0: I(v), 1: I(v), 2: I(v), 3: I(v), 4: I(v), 5: I(v)}
)
