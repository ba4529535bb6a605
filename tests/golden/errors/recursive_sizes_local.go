// Local types whose declaration needs their own size.
package p

import "unsafe"

func f() {
	type T1 [unsafe.Sizeof(T1{})]int // error "invalid recursive type: T1 refers to itself"
	type T2 [len(T2{})]int // error "invalid recursive type: T2 refers to itself"
	type T3 struct{ f [unsafe.Sizeof(T3{})]int } // error "invalid recursive type: T3 refers to itself"
	type T5 *[unsafe.Sizeof(*(T5)(nil))]int // error "invalid recursive type: T5 refers to itself"
	type T7 [unsafe.Sizeof(new(T7))]int
	type T8 map[[len(T8{})]int]int // error "invalid recursive type: T8 refers to itself"
	type T9 func([unsafe.Sizeof(T9(nil))]int) // error "invalid recursive type: T9 refers to itself"
	type T10 = [unsafe.Sizeof(T10{})]int // error "invalid recursive type: T10 refers to itself"
	type T11 chan [unsafe.Sizeof(<-T11(nil))]int // error "invalid recursive type: T11 refers to itself"
}
