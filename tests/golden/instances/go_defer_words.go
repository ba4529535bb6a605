// Predeclared functions of go and defer whose type only the dictionary knows: it is one more operand.
// flags: -m=2 -l=0
package p

func M12[M ~map[K]V, K comparable, V any](m M, k K) {
	defer delete(m, k)
}

func M13[M ~map[K]V, K comparable, V any](m M, k K) {
	go clear(m)
}

func M14[S ~[]E, E any](s, t S) {
	defer copy(s, t)
	go copy(t, s)
	defer clear(s)
}

func M15[E any](s chan E, t E) {
	defer close(s)
	defer println(any(t) == nil)
	defer panic(t)
	go print(t2(t))
}
func t2[E any](t E) string { return "" }

func use(m map[string]int) {
	M12(m, "")
	M13(m, "")
	M14(make([]int, 2), nil)
	M14(make([]*int, 2), nil)
	M15(make(chan []int), nil)
}
