// The blank name stands for nothing: once a line.
package p

var a = _ // error "cannot use _ as value or type"

func _() {}
func _() {}; var _ = _; type _ struct{}; var x _; func (_) m() {} // error "cannot use _ as value or type"

type T struct{ f _ } // error "cannot use _ as value or type"

func f(x _) _ { // error "cannot use _ as value or type"
	_ = _ // error "cannot use _ as value or type"
	return _.x // error "cannot use _ as value or type"
}
