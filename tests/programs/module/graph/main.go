// Graph has algorithms: shortest paths, order, components, matrices, a maze, permutations, a small simulation.
package main

import (
	"bytes"
	"container/heap"
	"errors"
	"fmt"
	"iter"
	"math"
	"math/rand"
	"slices"
	"strings"

	"programs/profile"
)

type Edge struct {
	To     int
	Weight float64
}

type Graph struct {
	names []string
	ids   map[string]int
	out   [][]Edge
}

func NewGraph() *Graph { return &Graph{ids: map[string]int{}} }

func (g *Graph) node(name string) int {
	id, ok := g.ids[name]
	if !ok {
		id = len(g.names)
		g.ids[name] = id
		g.names = append(g.names, name)
		g.out = append(g.out, nil)
	}
	return id
}

func (g *Graph) Connect(from, to string, weight float64) {
	a, b := g.node(from), g.node(to)
	g.out[a] = append(g.out[a], Edge{b, weight})
}

type item struct {
	node int
	dist float64
}

type queue []item

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].dist < q[j].dist }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(item)) }
func (q *queue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}

type NoPath struct{ From, To string }

func (e NoPath) Error() string { return "no path from " + e.From + " to " + e.To }

func (g *Graph) Shortest(from, to string) ([]string, float64, error) {
	start, goal := g.ids[from], g.ids[to]
	dist := make([]float64, len(g.names))
	before := make([]int, len(g.names))
	for i := range dist {
		dist[i], before[i] = math.Inf(1), -1
	}
	dist[start] = 0
	q := &queue{{start, 0}}
	for q.Len() > 0 {
		at := heap.Pop(q).(item)
		if at.node == goal {
			break
		}
		for _, e := range g.out[at.node] {
			if d := at.dist + e.Weight; d < dist[e.To] {
				dist[e.To], before[e.To] = d, at.node
				heap.Push(q, item{e.To, d})
			}
		}
	}
	if math.IsInf(dist[goal], 1) {
		return nil, 0, NoPath{from, to}
	}
	var path []string
	for at := goal; at >= 0; at = before[at] {
		path = append(path, g.names[at])
	}
	slices.Reverse(path)
	return path, dist[goal], nil
}

var errCycle = errors.New("cycle")

func (g *Graph) Order() (order []string, err error) {
	state := make(map[int]byte)
	var visit func(int, []string) error
	visit = func(n int, trail []string) error {
		trail = append(trail, g.names[n])
		switch state[n] {
		case 1:
			return fmt.Errorf("%s: %w", strings.Join(trail, " -> "), errCycle)
		case 2:
			return nil
		}
		state[n] = 1
		for _, e := range g.out[n] {
			if err := visit(e.To, trail); err != nil {
				return err
			}
		}
		state[n] = 2
		order = append(order, g.names[n])
		return nil
	}
	for n := range g.names {
		if err := visit(n, nil); err != nil {
			return nil, err
		}
	}
	slices.Reverse(order)
	return order, nil
}

type set struct {
	parent []int
	rank   []uint8
}

func newSet(n int) *set {
	s := &set{make([]int, n), make([]uint8, n)}
	for i := range s.parent {
		s.parent[i] = i
	}
	return s
}

func (s *set) find(i int) int {
	for s.parent[i] != i {
		s.parent[i] = s.parent[s.parent[i]]
		i = s.parent[i]
	}
	return i
}

func (s *set) union(a, b int) bool {
	a, b = s.find(a), s.find(b)
	if a == b {
		return false
	}
	if s.rank[a] < s.rank[b] {
		a, b = b, a
	}
	s.parent[b] = a
	s.rank[a]++
	return true
}

func (g *Graph) Components() map[string][]string {
	s := newSet(len(g.names))
	for from, edges := range g.out {
		for _, e := range edges {
			s.union(from, e.To)
		}
	}
	groups := map[string][]string{}
	for i, name := range g.names {
		root := g.names[s.find(i)]
		groups[root] = append(groups[root], name)
	}
	return groups
}

type Matrix [][]float64

func NewMatrix(rows, cols int) Matrix {
	cells := make([]float64, rows*cols)
	m := make(Matrix, rows)
	for i := range m {
		m[i], cells = cells[:cols:cols], cells[cols:]
	}
	return m
}

func (m Matrix) Times(n Matrix) (Matrix, error) {
	if len(m[0]) != len(n) {
		return nil, fmt.Errorf("%d columns times %d rows", len(m[0]), len(n))
	}
	out := NewMatrix(len(m), len(n[0]))
	for i := range m {
		for j := range n[0] {
			for k := range n {
				out[i][j] += m[i][k] * n[k][j]
			}
		}
	}
	return out, nil
}

func (g *Graph) Matrix() Matrix {
	m := NewMatrix(len(g.names), len(g.names))
	for from, edges := range g.out {
		for _, e := range edges {
			m[from][e.To] = e.Weight
		}
	}
	return m
}

type pos struct{ x, y int }

var maze = []string{
	"#########",
	"#S..#...#",
	"#.#.#.#.#",
	"#.#...#E#",
	"#########",
}

func solve(maze []string) (path []pos, pushed int) {
	grid := make([][]byte, 0, len(maze))
	for _, line := range maze {
		grid = append(grid, []byte(line))
	}
	from := map[pos]*pos{}
	var todo []pos
	for y, line := range grid {
		if x := bytes.IndexByte(line, 'S'); x >= 0 {
			todo = append(todo, pos{x, y})
			from[pos{x, y}] = nil
		}
	}
	for len(todo) > 0 {
		at := todo[0]
		todo = todo[1:]
		if grid[at.y][at.x] == 'E' {
			for p := &at; p != nil; p = from[*p] {
				path = append(path, *p)
				grid[p.y][p.x] = 'o'
			}
			return path, pushed
		}
		for _, d := range [4]pos{{0, 1}, {1, 0}, {0, -1}, {-1, 0}} {
			next := pos{at.x + d.x, at.y + d.y}
			if _, seen := from[next]; seen || grid[next.y][next.x] == '#' {
				continue
			}
			from[next] = &at
			todo = append(todo, next)
			pushed++
		}
	}
	return nil, pushed
}

func permutations(items []string) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		var next func(n int) bool
		next = func(n int) bool {
			if n == 0 {
				return yield(slices.Clone(items))
			}
			for i := range n {
				items[i], items[n-1] = items[n-1], items[i]
				if !next(n - 1) {
					return false
				}
				items[i], items[n-1] = items[n-1], items[i]
			}
			return true
		}
		next(len(items))
	}
}

type particle struct {
	at, speed [3]float64
	trail     *[8][3]float64
}

func simulate(n, steps int, seed int64) (energy complex128) {
	random := rand.New(rand.NewSource(seed))
	particles := make([]particle, n)
	for i := range particles {
		p := &particles[i]
		for axis := range p.speed {
			p.speed[axis] = random.NormFloat64()
		}
		p.trail = new([8][3]float64)
	}
	step := 0
again:
	for i := range particles {
		p := &particles[i]
		for axis, v := range p.speed {
			p.at[axis] += v
		}
		p.trail[step%len(p.trail)] = p.at
	}
	snapshots = append(snapshots, append([]particle(nil), particles...))
	if step++; step < steps {
		goto again
	}
	for _, p := range particles {
		energy += complex(p.at[0], p.speed[0])
	}
	return energy
}

var snapshots [][]particle

func primes(limit int) []int {
	sieve := make([]bool, limit+1)
	var found []int
	for i := 2; i <= limit; i++ {
		if sieve[i] {
			continue
		}
		found = append(found, i)
		for j := i * i; j <= limit; j += i {
			sieve[j] = true
		}
	}
	return found
}

func work(round int) {
	g := NewGraph()
	for i := range 10 {
		a, b := string(rune('a'+i)), string(rune('a'+(i*7+3)%10))
		g.Connect(a, b, float64(i+1))
		g.Connect(a, string(rune('a'+(i+1)%10)), 2.5)
	}
	g.Connect("x", "y", 1)
	path, length, err := g.Shortest("a", "j")
	_, _, missing := g.Shortest("a", "y")
	_, cycle := g.Order()
	line := NewGraph()
	line.Connect("1", "2", 0)
	line.Connect("2", "3", 0)
	order, _ := line.Order()
	m := g.Matrix()
	product, _ := m.Times(m)
	_, mismatch := m.Times(NewMatrix(2, 2))
	way, pushed := solve(maze)
	count, longest := 0, ""
	for p := range permutations([]string{"p", "q", "r", "s"}) {
		if joined := strings.Join(p, ""); joined > longest {
			longest = joined
		}
		if count++; count > 20 {
			break
		}
	}
	snapshots = snapshots[:0]
	facts = []any{path, length, err, missing, cycle, order, product[0][1], mismatch, len(way), pushed, longest,
		simulate(3+round%2, 4, int64(round)), primes(50 + round), g.Components(), struct{ a, b int32 }{1, int32(round)}, byte(round), count > 3}
	text = fmt.Sprintln(facts...)
}

var (
	facts []any
	text  string
)

func main() { profile.Run(work) }
