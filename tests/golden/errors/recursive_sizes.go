// Types whose declaration needs their own size.
package p

import "unsafe"

type T1 [unsafe.Sizeof(T1{})]int // error "invalid recursive type: T1 refers to itself"
type T2 [len(T2{})]int // error "invalid recursive type: T2 refers to itself"
type T3 struct{ f [unsafe.Sizeof(T3{})]int } // error "invalid recursive type: T3 refers to itself"
type T4 struct{ f [unsafe.Sizeof(x4)]int } // error "invalid recursive type T4"
var x4 T4
type T5 [unsafe.Sizeof(U5{})]int // error "invalid recursive type T5" "array length unsafe.Sizeof(U5{}) (value of type uintptr) must be constant"
type U5 struct { t T5 }
type T6 interface{ m() [unsafe.Sizeof(T6(nil))]int } // error "invalid recursive type: T6 refers to itself"
type T7 [unsafe.Sizeof(new(T7))]int
type T8 [unsafe.Offsetof(S8{}.b)]int // error "invalid recursive type T8" "array length unsafe.Offsetof(S8{}.b) (value of type uintptr) must be constant"
type S8 struct { a T8; b int }
