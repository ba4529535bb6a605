// Operands that cannot be sliced, indexed or looked through, and their bounds.
package p

func array() [3]int { return [3]int{} }

func f[T *int | *string, U []int | string, V ~[]byte | ~string](a []int, s string, t T, u U, v V) {
	_ = array()[:]
	_ = a[2:1]
	_ = s[1:2:3]
	_ = *t
	_ = u[:]
	_ = v[1:2:3]
	_ = a[1, 2] // error "syntax error: unexpected literal 2, expected ]"
	_ = "abc"[1:5]
	_ = nil[:]
	const c = cap([2]int{}[:])
}
