package p
//go:linkname c
var c int
var d = []struct{ a, b int "x"; c interface{ m(); ~int|string }}{} == func(a, b int, c ...string) (x int) { return }
func f() {
  if x := (interface{ m(); int}(nil)); y = x.(struct{T; *a.B}) {}
  if x := 1; a[1:2:3] = map[string]chan (<-chan int){} {}
  if x := 1; a[:] = -b + <-c*(d) {}
  if x := 1; f(a...) = func() {} {}
  if x := 1; f(a...) = func() { a() } {}
  if y, x := 1; a, b = T{1}, &[...]int{} {}
  if y, x := 1; a += (func(a, b int) (c int))(3) {}
  if y, x := 1; a++ {}
  if y, x := 1; a <- [5]int{} {}
  if y, x := 1; z := f(interface{}, struct{}) {}
  switch y, x := 1; z := f(interface{}, struct{}) {}
}
