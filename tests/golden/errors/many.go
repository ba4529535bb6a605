// The compiler gives up after ten errors.
package p

func h1()  { a1() } // error "undefined: a1"
func h2()  { a2() } // error "undefined: a2"
func h3()  { a3() } // error "undefined: a3"
func h4()  { a4() } // error "undefined: a4"
func h5()  { a5() } // error "undefined: a5"
func h6()  { a6() } // error "undefined: a6"
func h7()  { a7() } // error "undefined: a7"
func h8()  { a8() } // error "undefined: a8"
func h9()  { a9() } // error "undefined: a9"
func h10() { a10() } // error "undefined: a10" "too many errors"
func h11() { a11() }
