package p

//line foo.go:10
var x int = 
//line bar/foo.go:10:5
var y int = ) /*line zz.go:3:4*/ var z int = (
//line foo.go:99999999999999999999999
//line foo.go:1073741825
//line foo.go:1073741824
func ( {}
L: goto L
