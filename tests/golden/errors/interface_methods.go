// Messages name methods of an interface in their order, not in that of the source.
package p

type I interface {
	b(int)
	B()
	a(int)
	A()
	b() // error "duplicate method b"
}

var x interface {
	c()
	b()
	C()
	a()
} = 1 // error "cannot use 1 (constant of type int) as interface{C(); a(); b(); c()} value in variable declaration: int does not implement interface{C(); a(); b(); c()} (missing method C)"
var y int = x // error "cannot use x (variable of type interface{C(); a(); b(); c()}) as int value in variable declaration"
