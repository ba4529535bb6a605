// Columns of 255 and more are not printed.
package p

var sink any

func f(p *int) { /*                                                                                                                                                                                                                       */ // want "leaking param: p"
	sink = 1 // want "1 escapes to heap"
	sink = 2 // want "2 escapes to heap"
	sink = 3 // want "3 escapes to heap"
	sink = 4 // want "4 escapes to heap"
	sink = p
}

func ünïcode(été *int) { sink = été; sink = "日本語"; ключ := 1; sink = &ключ } // want "leaking param: été" "moved to heap: ключ" `"日本語" escapes to heap`
