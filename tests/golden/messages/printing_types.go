// Types as they are spelled in conversions, literals and allocations.
package p

type T struct{ a int }
type G[K comparable, V any] struct {
	k K
	v V
}
type Alias = []T

var sink any

func f(b []byte, s string, n int) { // want "leaking param: b" "s does not escape"
	sink = new([]T) // want "new([]T) escapes to heap"
	sink = new([2 + 1]int) // want "new([3]int) escapes to heap"
	sink = new(map[string]*T) // want "new(map[string]*T) escapes to heap"
	sink = new(chan<- int) // want "new(chan<- int) escapes to heap"
	sink = new(<-chan int) // want "new(<-chan int) escapes to heap"
	sink = new(chan (<-chan int)) // want "new(chan (<-chan int)) escapes to heap"
	sink = new(struct { // want `new(struct { a int; B string "tag:\"x\""; T }) escapes to heap`
		a int
		B string `tag:"x"`
		T
	})
	sink = new(struct{}) // want "new(struct {}) escapes to heap"
	sink = new(interface{ M() }) // want "new(interface { M() }) escapes to heap"
	sink = new(interface { // want "new(interface { A(int) string; B() }) escapes to heap"
		B()
		A(int) string
	})
	sink = new(any) // want "new(any) escapes to heap"
	sink = new(interface{}) // want "new(interface {}) escapes to heap"
	sink = new(func(a int, b ...string) (c error, d bool)) // want "new(func(int, ...string) (error, bool)) escapes to heap"
	sink = new(Alias) // want "new([]T) escapes to heap"
	sink = new(G[int, *T]) // want "new(G[int,*p.T]) escapes to heap"
	sink = &G[string, []T]{} // want "&G[string,[]p.T]{} escapes to heap"
	sink = [4]byte(b) // want "([4]byte)(b) escapes to heap"
	sink = (*[4]byte)(b)
	sink = []rune(s) // want "([]rune)(s) escapes to heap" "([]rune)(s) escapes to heap"
	sink = [...]int{n} // want "[1]int{...} escapes to heap"
	sink = any(n) // want "any(n) escapes to heap"
	sink = interface{}(n) // want "(interface {})(n) escapes to heap"
	sink = struct{ x int }{n} // want "struct { x int }{...} escapes to heap"
	sink = new(error) // want "new(error) escapes to heap"
	sink = new(comparableFunc) // want "new(comparableFunc) escapes to heap"
	type local struct{ p *int }
	sink = new(local) // want "new(local) escapes to heap"
	sink = map[local]int{} // want "map[local]int{} escapes to heap"
}

type comparableFunc func(int) bool
