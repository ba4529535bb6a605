// Operands of constants may be of any size: nobody reads them.
package p

import "unsafe"

func f() int { return len([1 << 50]int{}) }

func g[T any]() int { return cap([1 << 50]T{}) }

func h() (uintptr, int) { return unsafe.Sizeof([1 << 50]int{}), g[int]() }
