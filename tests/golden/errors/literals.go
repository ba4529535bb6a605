// Composite literals of wrong types, and promoted fields as keys.
package p

type S1 struct{}
type S2 struct{}

func f[P *S1 | *S2]() {
	_ = []P{{}} // error "invalid composite literal element type P (no common underlying type)"
}

func g[P S1 | S2]() {
	_ = P{}
}

type inner struct{ x, y int }
type middle struct{ *inner }
type outer struct{ middle }
type plain struct{ inner }

var (
	_ = outer{x: 1} // error "invalid implicit pointer indirection to reach x"
	_ = plain{x: 1}
	_ = plain{z: 1} // error "unknown field z in struct literal of type plain"
)

func h(a struct{ f func() }) {
	switch a { // error "cannot switch on a (variable of type struct{f func()}) (struct{f func()} is not comparable)"
	}
}

func i[P int8 | int16](x P) P { return x + 1024 } // error "cannot convert 1024 (untyped int constant) to type P"

func j[P any](P) {}

func k(m map[string]func(int)) { m["a"] = j }
