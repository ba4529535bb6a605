// Type switches declare a variable per clause; constant switches lose clauses.
package p

type S struct{ p *int }

var sink any

func f(i any) *int { // want "leaking param: i"
	switch v := i.(type) {
	case *int:
		return v
	case S:
		return v.p
	case int, string:
		sink = v
	case nil:
		sink = v
	default:
		_ = v
	}
	return nil
}

func moved(i any) *int { // want "leaking param: i"
	switch v := i.(type) {
	case int: // want "moved to heap: v"
		return &v
	case []int:
		return &v[0]
	default: // want "moved to heap: v"
		sink = &v
	}
	return nil
}

func constant() {
	switch 2 {
	case 1:
		sink = 1
	case 2:
		sink = 2 // want "2 escapes to heap"
	default:
		sink = 3
	}
	switch {
	case false:
		sink = 4
	}
	if true || f(nil) != nil {
		sink = 5 // want "5 escapes to heap"
	} else {
		sink = 6
	}
	const debug = false
	if debug {
		sink = 7
	}
	for false {
		sink = 8
	}
}

func terminated() int {
	sink = 1 // want "1 escapes to heap"
	return 1
	sink = 2
	panic("x")
}
