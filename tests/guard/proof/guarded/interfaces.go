package guarded

type shape interface{ area() int }

type square struct{ n int }

func (s *square) area() int { return s.n * s.n }

type circle struct{ r int }

func (c circle) area() int { return 3 * c.r * c.r }

//go:noinline
func pick(n int) shape { if n > 0 { return shapes[0] }; return shapes[1] }

var shapes = [2]shape{&square{3}, circle{2}}

// holds: area(pick(1)); area(pick(-1))
//goescape:noalloc
func area(s shape) int { return s.area() }

type noisy interface{ noise() int }

type dog struct{ n int }

func (d *dog) noise() int { return d.n }

type cat struct{ n int }

func (c *cat) noise() int { sink = &pair{c.n, c.n}; return c.n }

//go:noinline
func pickNoisy(n int) noisy { if n > 0 { return animals[0] }; return animals[1] }

var animals = [2]noisy{&dog{3}, &cat{2}}

// holds: noise(pickNoisy(1))
// breaks: noise(pickNoisy(-1))
//goescape:noalloc
func noise(n noisy) int { return n.noise() }

type Store interface {
	//goescape:noalloc
	Get(key int) int
	Put(key int, value *int)
}

type fast struct{ values [8]int }

var store Store = &fast{}

func (f *fast) Get(key int) int { return f.values[key&7] }

func (f *fast) Put(key int, value *int) { sinkInt = value }

// holds: gets(store, 3)
//goescape:noalloc
func gets(s Store, key int) int { return s.Get(key) }

// Nobody knows: it is an interface that others may implement.
//goescape:noalloc
func puts(s Store) { s.Put(1, nil) }

// Nobody knows.
//goescape:noalloc
func throughValue(f func() int) int { return f() }

// holds: throughKnownValue(1)
//goescape:noalloc
func throughKnownValue(n int) int { f := add; return f(n, n) }

// Nobody knows.
//goescape:noalloc
func throughError(err error) string { return err.Error() }

// holds: assumed(one)
//goescape:noalloc
func assumed(f func() int) int {
	return f() //goescape:assume noalloc -- the functions that are passed here count
}

func one() int { return 1 }

// holds: assumedDeclaration()
//goescape:noalloc
func assumedDeclaration() int { return vouched(one) }

//goescape:assume noalloc -- the functions that are passed here count
//go:noinline
func vouched(f func() int) int { return f() }

// holds: devirtualized(3)
//goescape:noalloc
func devirtualized(n int) int { var s Store = &fast{}; return s.Get(n) }
