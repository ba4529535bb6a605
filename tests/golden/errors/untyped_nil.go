// Constants without a type and nil.
package p

const x = 'a'

var a = 1 == nil // error "invalid operation: 1 == nil (mismatched types untyped int and untyped nil)"
var b = nil != "a" // error `invalid operation: nil != "a" (mismatched types untyped nil and untyped string)`
var c = x == nil // error "invalid operation: x == nil (mismatched types untyped rune and untyped nil)"
var d = x < nil // error "invalid operation: x < nil (mismatched types untyped rune and untyped nil)"
var e = nil == nil // error "invalid operation: nil == nil (operator == not defined on untyped nil)"
var f = (1 == 2) == nil // error "invalid operation: (1 == 2) == nil (mismatched types untyped bool and untyped nil)"
