package p
var a = 0x
var b = 0b12
var c = 08
var d = 1__0
var e = 0x1.0
var f = 1e
var g = 0b1e3
var h = 0x_
var i = ''
var j = 'ab
var k = '\q'
var l = '\400'
var m = '\ud800'
var n = "\x0g"
