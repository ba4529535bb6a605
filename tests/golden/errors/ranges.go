// What cannot be ranged over, and with how many variables.
package p

type boolean bool

func f(one func(func(boolean) boolean), two func(func(...int) bool), three func(func(a, b, c int) bool)) {
	for range one { // error "cannot range over one (variable of type func(func(boolean) boolean)): func must be func(yield func(...) bool): yield func returns user-defined boolean, not bool"
	}
	for range two { // error "cannot range over two (variable of type func(func(...int) bool)): yield func of type func(...int) bool cannot be variadic"
	}
	for range three { // error "cannot range over three (variable of type func(func(a int, b int, c int) bool)): func must be func(yield func(...) bool): yield func has too many parameters"
	}
}

func g(s []int, c chan int) {
	var i, j, k int
	for i, j, k = range s { // error "range clause permits at most two iteration variables"
	}
	for i, j, k = range c { // error "range over c (variable of type chan int) permits only one iteration variable"
	}
	var t string
	for t = range s { // error "cannot use t (value of type int) as string value in assignment"
	}
	_, _, _, _ = i, j, k, t
}
