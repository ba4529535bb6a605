// Targets of range clauses that are no variables, or do not fit.
package p

type P struct{ a, b int }

func h1(p *P, x []int) { for p.a := range x {} } // error "no new variables on left side of :=" "invalid syntax tree: cannot declare p.a"
func h2(p *P, x []int) { for p.a, p.b = range x {} }
func h3(p *P, x []string) { for p.a, p.b = range x {} } // error "cannot use p.b (value of type string) as int value in assignment"
func h4() { for _ := range 10 {} } // error "no new variables on left side of :="
func h5() { for _, _ := range []int{} {} } // error "no new variables on left side of :="
func h6() { var s string; for s = range 10 {}; _ = s } // error "cannot use 10 (untyped int constant) as string value in range clause"
func h7() { var s int8; for s = range 1000 {}; _ = s } // error "cannot use 1000 (untyped int constant) as int8 value in range clause (overflows)"
func h8() { for range 1 << 100 {} } // error "cannot use 1 << 100 (untyped int constant 1267650600228229401496703205376) as int value in range clause (overflows)"
func h9() { for i := range 1.5 { _ = i } } // error "cannot range over 1.5 (untyped float constant)"
