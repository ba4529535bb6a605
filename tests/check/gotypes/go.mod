module goescape/tests/check/gotypes

go 1.27
