package p

type Number interface{ ~int | ~float64 }

func sum[T Number](xs ...T) (t T) { return }

func pick[A, B any](a A) (b B) { return }

var _ = sum("a") // error "string does not satisfy Number (string missing in ~int | ~float64)"
var _ = pick(1) // error "in call to pick, cannot infer B (declared at generics.go:7:14)"
var x Number // error "cannot use type Number outside a type constraint: interface contains type constraints"

type L[T any] struct{ next *L[T] }

var y L // error "cannot use generic type L[T any] without instantiation"
var z L[int, int] // error "too many type arguments for type L: have 2, want 1"
