// Tags are strings.
package p

type S struct {
	a    int 1 // error `invalid syntax tree: incorrect tag syntax: "1"`
	b    int 'x' // error `invalid syntax tree: incorrect tag syntax: "'x'"`
	c    int "a"
	d, e int 2.5 // error `invalid syntax tree: incorrect tag syntax: "2.5"`
	*S   1i // error `invalid syntax tree: incorrect tag syntax: "1i"`
	string `b`
}
