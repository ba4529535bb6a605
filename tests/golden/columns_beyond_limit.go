// Columns of 255 and more are not printed.
package p

var sink any

func f(p *int) { /*                                                                                                                                                                                                                       */ sink = 1; sink = 2; sink = 3; sink = 4; sink = p } // want "leaking param: p" "1 escapes to heap" "2 escapes to heap" "3 escapes to heap" "4 escapes to heap"

func ünïcode(été *int) { sink = été; sink = "日本語"; ключ := 1; sink = &ключ } // want "leaking param: été" "moved to heap: ключ" `"日本語" escapes to heap`
