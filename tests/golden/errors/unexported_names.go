// Names that other packages do not export: types that something exported mentions are known.
package p

import (
	"errors"
	"fmt"
	"sort"
	"strings"
)

var a = errors.errorString // error "errors.errorString (type) is not an expression" "name errorString not exported by package errors"
var b = fmt.newPrinter // error "undefined: fmt.newPrinter"
var c = sort.insertionSort // error "undefined: sort.insertionSort"
var d strings.Foo // error "undefined: strings.Foo"
var e strings.appendSliceHelper // error "undefined: strings.appendSliceHelper"
var f = strings.builder // error "undefined: strings.builder (but have Builder)"
var g = fmt.println // error "undefined: fmt.println (but have Println)"
var h sort.reverse // error "name reverse not exported by package sort"
