// A file without a name.
package p

//line :5
var a b

//line foo.go:7
var c d

/*line :10:1*/ var e f
