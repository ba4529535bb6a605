// Arguments of built-in functions are no generic types.
package p

import "unsafe"

type S[T any] struct{ x T }

func _() {
	println(S) // error "cannot use generic type S without instantiation"
	_ = cap(S) // error "cannot use generic type S without instantiation"
	_ = append([]int{}, S) // error "cannot use generic type S without instantiation"
	panic(S) // error "cannot use generic type S without instantiation"
	_ = max(S, 1) // error "cannot use generic type S without instantiation"
	_ = imag(S) // error "cannot use generic type S without instantiation"
	_ = unsafe.Sizeof(S) // error "cannot use generic type S without instantiation"
	_ = unsafe.SliceData(S) // error "cannot use generic type S without instantiation"
}
