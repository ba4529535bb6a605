package sites

// A call of a function whose sites are priced; see the comments `cost:` above the functions.
type Measured struct {
	Function, Way string
	Run           func()
}

// Where things escape to.
var (
	sinkPtr     any
	sinkAny     any
	sinkString  string
	sinkBytes   []byte
	sinkRunes   []rune
	sinkInts    []int
	sinkPtrs    []*int
	sinkFunc    func()
	sinkIntFunc func() int
	sinkInt     int
	sinkBool    bool
	sinkIntPtr  *int
	sinkBox     *box
	sinkMap     map[int]int
	sinkWide    map[int]wide
	sinkStrings map[string]int
)

type box struct {
	a, b int
}

func (b box) get() int       { return b.a }
func (b *box) ref() int      { return b.b }
func (b box) String() string { return "box" }

type byteBox struct{ b byte }
type boolArray [1]bool
type pair struct{ a, b int32 }
type padded struct {
	_ struct{}
	b byte
}
type text struct{ s string }
type list struct{ s []int }
type pointer struct{ p *int }
type wide [17]int
type huge [1032]byte
type getter interface{ get() int }

// Values that the compiler does not know.
var (
	zero, one, four, five, seven, eight, nine, hundred = 0, 1, 4, 5, 7, 8, 9, 100

	big   = 1000
	f64   = 1.5
	f64z  = 0.0
	truth = true

	empty  = ""
	short  = repeat("s", 10)
	exact  = repeat("e", 32)
	long   = repeat("l", 33)
	longer = repeat("L", 100)

	shortBytes = []byte(short)
	exactBytes = []byte(exact)
	longBytes  = []byte(long)
	emptyBytes = []byte{}
	oneByte    = []byte{'x'}
	shortRunes = []rune(short)
	longRunes  = []rune(long)
	runes29    = []rune(repeat("r", 29))
	runes30    = []rune(repeat("r", 30))

	ints    = make([]int, 4, 8)
	full    = make([]int, 8)
	nilInts []int
	integer        = 7
	intp           = &integer
	aBox           = box{1, 2}
	aGetter getter = aBox
	table1         = map[string]int{"x": 1, long: 2}
	sets           = map[[1]string]int{{long}: 1}
)

//go:noinline
func keep(x any) { sinkAny = x }

//go:noinline
func look(x any) { sinkBool = x == nil }

//go:noinline
func lookBytes(b []byte) { sinkInt = len(b) }

//go:noinline
func writeBytes(b []byte) {
	if len(b) > 0 {
		b[0] = 'w'
	}
}

//go:noinline
func writeRunes(b []rune) {
	if len(b) > 0 {
		b[0] = 'w'
	}
}

//go:noinline
func lookString(s string) { sinkInt = len(s) }

//go:noinline
func lookMap(m map[int]int) { sinkInt = len(m) }

//go:noinline
func call(f func() int) { sinkInt = f() }

//go:noinline
func variadic(xs ...int) { sinkInt = len(xs) }

//go:noinline
func variadicKeep(xs ...int) { sinkInts = xs }

//go:noinline
func printish(xs ...any) { sinkInt = len(xs) }

//go:noinline
func printKeep(xs ...any) { sinkAny = xs[0] }

//go:noinline
func repeat(s string, n int) string {
	all := ""
	for range n {
		all += s
	}
	return all
}
