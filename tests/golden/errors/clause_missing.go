// The package clause must be first.
packag p // error "syntax error: package statement must be first"
