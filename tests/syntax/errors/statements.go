package p
func f() {
	if x := 1 { }
	if x = 1 { }
	if a + b = c { }
	for i := 0; i < 10 { }
	for i := 0; i < 10; i := 1 { }
	for var i = 0; i < 10; i++ { }
	switch x = 1 { }
	defer (f())
	go func() {}
	a, b
	a := (T){}
	if T{} == x { }
	else { }
	x.1
	x.(type)
	var a int b int
	case 1:
}
func g()
{
}
import "x"
