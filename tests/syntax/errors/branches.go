package p

func f() {
L:
	for {
		goto M
	}
	goto N
	x := 1
	_ = x
N:
	{
	M:
	}
	break
	continue L
	break Q
	switch x { case 1: fallthrough; case 2: { fallthrough }; default: fallthrough }
L:
	if x == 1 { fallthrough } else { break L }
	var i interface{}
	switch i.(type) { case int: fallthrough }
	unused:
	select { case <-make(chan int): break; default: continue }
}
