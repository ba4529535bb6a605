// flags: -m=2 -l=0

// Code for a part of a package variable stands where the last element of a literal does, or the variable.
package p

type pair struct {
	a any
	b *[]int
}

func n() int { return 1 }

var boxed = any(append([]any{}, pair{}))

var pairs = []pair{
	{a: any(make([]int, 3))},
	{
		a: n(),
		b: &[]int{n(), 2},
	},
}

var nested = any(any([]any{
	any(append([]int{}, 1)),
	&pair{make([]int, 1), nil},
}))

var pointer any = new(int)

var pointers = []any{1, new(n2), any(&[]int{2})}

type n2 int
