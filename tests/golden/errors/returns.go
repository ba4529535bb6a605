// Results of the wrong number or type.
package p

func a() (int, string) { return 1 } // error "not enough return values"
func b() (int, string) { return a() }
func c() int           { return a() } // error "too many return values"
func d()               { return 1 } // error "too many return values"
func e()               { return d() } // error "d() (no value) used as value"
func f() int           { return } // error "not enough return values"
func g() (int, string) { return 1, "a", 3 } // error "too many return values"
func h() int           { return nil } // error "cannot use nil as int value in return statement"
func i() int           { return h(), 1 } // error "too many return values"
func j() (n int, err error) {
	{
		err := 1
		_ = err
		return // error "result parameter err not in scope at return"
	}
}
