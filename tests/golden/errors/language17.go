// flags: -lang=go1.17
// Generics came with Go 1.18.
package p

type T[P int] struct{} // error "type parameter requires go1.18 or later (-lang was set to go1.17; check go.mod)"

func f[P interface{ int }](P) {} // error "type parameter requires go1.18 or later (-lang was set to go1.17; check go.mod)" "embedding non-interface type int requires go1.18 or later (-lang was set to go1.17; check go.mod)"

type C interface{ comparable } // error "predeclared comparable requires go1.18 or later (-lang was set to go1.17; check go.mod)"

var x any // error "predeclared any requires go1.18 or later (-lang was set to go1.17; check go.mod)"

type slice = []int

func g(s []int) { _ = [2]int(s) } // error "cannot convert s (variable of type []int) to type [2]int: conversion of slice to array requires go1.20 or later (-lang was set to go1.17; check go.mod)"
