package p
var x <-chan<- int
var y = <-chan<- int(nil)
var z = <-<-chan int(nil)
var w chan
func f() {
  x := <-chan int
  for range x { } 
  for i = range x, y { }
  L: }
func g() { L: case }
func (T) { }
func h() { switch { foo } }
func i() { select { case x: y default z } }
func j() { goto }
func k() { var }
func l(...) {}
func m(a.b c) {}
