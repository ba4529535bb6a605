// Arguments of built-in functions are no generic functions, and each result of a call has a name of its own.
package p

func F[T any](x T) T { return x }

func two() (int, string) { return 1, "" }

func _(m map[int]int) {
	_ = len(F) // error "cannot use generic function F without instantiation"
	_ = append(F, 1) // error "cannot use generic function F without instantiation"
	_ = append([]int{}, F) // error "cannot use generic function F without instantiation"
	copy(F, F) // error "cannot use generic function F without instantiation"
	delete(m, F) // error "cannot use generic function F without instantiation"
	clear(F) // error "cannot use generic function F without instantiation"
	_ = complex(F, 1) // error "cannot use generic function F without instantiation"
	_ = min(two()) // error "invalid argument: mismatched types int (previous argument) and string (type of 2nd function result)"
	_ = append(two()) // error "invalid append: argument must be a slice; have 1st function result (value of type int)"
}
