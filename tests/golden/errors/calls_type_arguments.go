// Type arguments that are all given count before the arguments are looked at, also for generic methods.
package p

type G[T any] struct{}

func (G[T]) o[U any](T) U { panic(0) }

func g[T, U any](x T) int { return 1 }

func _() {
	var a string = g(1) // error "cannot use g(1) (value of type int) as string value in variable declaration" "in call to g, cannot infer U (declared at calls_type_arguments.go:8:11)"
	var b string = g[int](1) // error "cannot use g[int](1) (value of type int) as string value in variable declaration" "in call to g[int], cannot infer U (declared at calls_type_arguments.go:8:11)"
	var c string = g[int, string, bool](1) // error "got 3 type arguments but want 2"
	var d string = g[undefined, string](undefined2) // error "undefined: undefined" "undefined: undefined2"
	_ = g[int, string](undefined3) // error "undefined: undefined3"
	var e int = G[int]{}.o[string](1, 2) // error "cannot use G[int]{}.o[string](1, 2) (value of type string) as int value in variable declaration" "too many arguments in call to G[int]{}.o[string]" "too many errors"
	var f int = G[int].o[string](1, 2)
}
