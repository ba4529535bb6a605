package p
type I interface { m[T any](); n[](); o[] ; int | ~string; p[int]; q[int, string]; a.b[c] }
type S struct { a [...]int; (T); *(T); b, c int "tag"; T[int]; d [5]int; e []int }
func g(a, b) {}
func h(a int, b) {}
func i(a, int) {}
func j(a ...int, b int) {}
func k[T]() {}
func l[]() {}
func (a, b T) m() {}
func () n() {}
type A[P any, Q] int
type B[P *T,] int
type C[P *T] int
type D[N, ] int
var x = func[T any]() {}
var y = a[]
var z = a[1:2:]
var zz = a[::3]
