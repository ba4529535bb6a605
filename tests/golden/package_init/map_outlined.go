// A large side-effect free map initialiser is a function of its own and comes first.
package p

var before = new(int) // want "new(int) escapes to heap"

var table = map[string]*int{ // want "map[string]*int{...} escapes to heap"
	"a": nil, "b": nil, "c": nil, "d": nil, "e": nil, "f": nil,
	"g": nil, "h": nil, "i": nil, "j": nil, "k": nil, "l": nil,
}

var small = map[string]int{"a": 1} // want "map[string]int{...} escapes to heap"
