// What a failed call gives: the result type if it does not depend on what could not be inferred.
package p

func f[T any](x T) T        { return x }
func g[T any](x T) int      { return 1 }
func h[T any](x T) (int, T) { return 1, x }

var a string = f[int](1, 2) // error "cannot use f[int](1, 2) (value of type int) as string value in variable declaration" "too many arguments in call to f[int]"
var b string = g(nil) // error "cannot use g(nil) (value of type int) as string value in variable declaration" "in call to g, cannot infer T (declared at calls_after_failure.go:5:8)"
var c string = g() // error "not enough arguments in call to g" "cannot use g() (value of type int) as string value in variable declaration"
var d string = f(nil) // error "in call to f, cannot infer T (declared at calls_after_failure.go:4:8)"
var e, i string = h(nil) // error "in call to h, cannot infer T (declared at calls_after_failure.go:6:8)"
var j, k string = h[int]("a") // error "cannot use 1st function result (value of type int) as string value in multiple assignment" `cannot use "a" (untyped string constant) as int value in argument to h[int]` "too many errors"
