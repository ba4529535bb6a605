// A keyword in place of the name.
package

func f() {} // error "syntax error: unexpected keyword func, expected name"
