// Channels and select statements over type parameters.
package p

func Merge[T any](cs ...<-chan T) <-chan T {
	out := make(chan T)
	for _, c := range cs {
		go func() { // want "func literal escapes to heap"
			for v := range c {
				out <- v
			}
		}()
	}
	return out
}
func Sel[T any](a, b chan T, any_ chan any) (r T) {
	var x any
	select {
	case v := <-a:
		r = v
	case v, ok := <-b:
		if ok {
			r = v
		}
	case x = <-a: // want ".autotmp_11 does not escape"
	case any_ <- r: // want "r escapes to heap"
	}
	_ = x
	return
}
func use() { a := make(chan int); Merge[int](a); Sel(a, a, nil) } // want "... argument does not escape"
