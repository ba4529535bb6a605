// Other places that a message mentions, where //line changes them.
package p

var a int

//line bar.go:9
var a int

type T struct {
	a int
	a int
}

/*line x.go:3:7*/
func g(x int) {
	switch x {
	case 1:
	case 1:
	}
L:
	for {
	}
L:
}
