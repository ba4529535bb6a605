// flags: -lang=go1.26
package p

type inner struct{ x, y int }
type middle struct{ inner }
type outer struct{ middle }

var _ = outer{x: 1} // error "use of promoted field middle.inner.x in struct literal of type outer requires go1.27 or later (-lang was set to go1.26; check go.mod)"
