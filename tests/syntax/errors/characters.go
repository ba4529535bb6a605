package p
var q = 'a'
var r = 12é
var ٠a = 1
var “x” = 1
var s = "\'"
var t = '\"'
var u = '\U00110000'
var v = 1p3
var w = 0o8
var x = 0o1.5
var y = 0x1p
var z = 'a\x
var zz = "a\u12é"
var zzz = 'a	\
var z1 = '
' 
var z2 = '\'
var z3 = 09.5 + 09i + 0_9 + 1_.5 + 0b_1 + 0xg
var z4 = ~x ? @ # $
var z5 = "\U0000d800 \777 \8 \x"
