// Variadic parameters of a type parameter's type.
package p

import "fmt"

func P[T any](xs ...T)             { fmt.Println(xs) } // want "... argument does not escape" "xs escapes to heap" "... argument does not escape" "xs escapes to heap"
func Q[T any](x T)                 { fmt.Println(x, &x); P(x, x); P[T]() } // want "moved to heap: x" "... argument does not escape" "x escapes to heap" "... argument escapes to heap" "moved to heap: x" "... argument does not escape" "x escapes to heap" "... argument escapes to heap"
func E[T fmt.Stringer](x T) string { return fmt.Sprintf("%s %v", x, x.String()) } // want "... argument does not escape" "x escapes to heap" "(func(go.shape.int) string)(&.dict[0])(x) escapes to heap"

type N int

func (n N) String() string { return "" }
func use()                 { P(1, 2); P[string](); Q(1); Q("s"); E(N(1)) } // want "... argument escapes to heap"
