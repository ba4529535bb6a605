// Package guarded has functions with contracts. Above each stand calls: `holds: CALL` allocates nothing, whatever the contract is about;
// `breaks: CALL` allocates.
package guarded

type Measured struct {
	Function string
	Way      string
	Run      func()
}

var (
	sink     any
	sinkInt  *int
	sinkStr  string
	sinkByte []byte
	sinkFunc func() int
	number   = 1000
	text     = "some text that is longer than thirty-two bytes are"
	letters  = []byte(text)
	table    = map[int]int{1: 2, 3: 4}
	names    = map[string]int{"one": 1}
	ints     = []int{5, 3, 4, 1, 2}
	aPair    = &pair{1, 2}
	umlauts  = []byte("ääääääääääääääääääääääääääää")
)

type pair struct{ a, b int }

func (p *pair) sum() int { return p.a + p.b }
func (p pair) total() int { return p.a + p.b }

//go:noinline
func add(a, b int) int { return a + b }

//go:noinline
func newPair(a int) *pair { return &pair{a, a} }

//go:noinline
func keep(p *int) { sinkInt = p }

//go:noinline
func look(p *pair) int { return p.a }
