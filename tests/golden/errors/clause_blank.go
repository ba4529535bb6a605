// No name.
package _ // error "invalid package name _"

func f() {}
