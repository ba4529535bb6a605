// `//line` renames what follows; without a column there are none.
package p

var sink any

//line renamed.y:10
func a(p *int) { sink = p }

//line renamed.y:20:5
func b(p *int) { sink = p; sink = 1 }
func c(p *int) { sink = 2 }

/*line other.y:7:3*/
func d(p *int) { sink = 3 }

//line /abs/x.y:1
func e(p *int) { sink = 4 }

//line :5
func f(p *int) { sink = 4 }
