package p

func f( { // error "syntax error: unexpected {, expected )"
	x :=
}
