// Sizes in declarations of generic types, aliases and names of names.
package p

import "unsafe"

type A = [unsafe.Sizeof(A{})]int // error "invalid recursive type: A refers to itself"
type B = struct{ f [len(B{}.f)]int } // error "invalid recursive type: B refers to itself"
type D [m]int // error "invalid recursive type D"

const m = unsafe.Sizeof(d)

var d D

type E1 E2 // error "invalid recursive type E1"
type E2 [unsafe.Sizeof(E1{})]int

type F struct{ f [unsafe.Sizeof(struct{ t F }{})]int } // error "invalid recursive type: F refers to itself" "array length unsafe.Sizeof(struct{t F}{}) (value of type uintptr) must be constant"

type G [unsafe.Sizeof(v.f)]int // error "invalid recursive type G"

var v struct{ f G }

type H [unsafe.Sizeof(any(nil).(H))]int // error "invalid recursive type: H refers to itself"
