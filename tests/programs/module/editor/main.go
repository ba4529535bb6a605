// Editor keeps documents: commands that can be undone, marks, a clipboard, search, spelling, plugins that are tables of functions.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"programs/kit"
	"programs/profile"
)

// Tables that are filled when the program starts.
var (
	keywords = map[string]int{"func": 1, "var": 2, "type": 3, "const": 4, "for": 5, "if": 6, "else": 7, "return": 8, "go": 9, "defer": 10}
	openers  = []byte("([{")
	pairs    = map[byte]byte{'(': ')', '[': ']', '{': '}'}
	commands = map[string]func(*Document, ...string) error{"upper": upper, "insert": insert, "join": join, "fail": failing}
	scratch  = make([]byte, 0, 4096)
	names    = kit.NewSet("main", "init")
	greeting = "hello, " + os.DevNull
	first    = newCursor(1, 2)
	ErrRange = fmt.Errorf("out of range: %w", io.ErrUnexpectedEOF)
	once     sync.Once
	shared   *Index
)

type Cursor struct{ Line, Column int }

func newCursor(line, column int) *Cursor { return &Cursor{line, column} }

func (c Cursor) String() string { return fmt.Sprintf("%d:%d", c.Line, c.Column) }
func (c Cursor) Before(o Cursor) bool {
	return c.Line < o.Line || c.Line == o.Line && c.Column < o.Column
}
func (c *Cursor) Move(dl, dc int) *Cursor { c.Line += dl; c.Column += dc; return c }

type Range struct{ From, To Cursor }

type Command interface {
	Do(*Document) (undo Command, err error)
}

type replace struct {
	line int
	text string
}

func (r replace) Do(d *Document) (Command, error) {
	if r.line < 0 || r.line >= len(d.lines) {
		return nil, &RangeError{Line: r.line, Max: len(d.lines)}
	}
	undo := replace{r.line, d.lines[r.line]}
	d.lines[r.line] = r.text
	return undo, nil
}

type batch []Command

func (b batch) Do(d *Document) (Command, error) {
	undone := make(batch, 0, len(b))
	for _, c := range b {
		undo, err := c.Do(d)
		if err != nil {
			slices.Reverse(undone)
			if _, err := undone.Do(d); err != nil {
				panic(fmt.Sprintf("cannot undo: %v", err))
			}
			return nil, fmt.Errorf("step %d of %d: %w", len(undone)+1, len(b), err)
		}
		undone = append(undone, undo)
	}
	slices.Reverse(undone)
	return undone, nil
}

type commandFunc func(*Document) (Command, error)

func (f commandFunc) Do(d *Document) (Command, error) { return f(d) }

type RangeError struct{ Line, Max int }

func (e *RangeError) Error() string     { return fmt.Sprint("line ", e.Line, " of ", e.Max) }
func (e *RangeError) Is(err error) bool { return err == ErrRange }

type Document struct {
	name  string
	lines []string
	undo  []Command
	marks map[Cursor]string
	views []*View
	*history
}

type history struct {
	events []event
	seen   map[string]struct{}
}

type event struct {
	kind byte
	at   *Cursor
	data any
}

func (h *history) record(kind byte, at Cursor, data any) {
	h.events = append(h.events, event{kind, &at, data})
}

func (h *history) last() (e event, err error) {
	if len(h.events) == 0 {
		err = errors.New("nothing happened")
		return
	}
	return h.events[len(h.events)-1], nil
}

type View struct {
	doc    *Document
	onDraw func(line int, text string)
	buf    [8][]rune
	drawn  int
}

func Open(name string, r io.Reader) (d *Document, err error) {
	d = &Document{name: path.Base(name), marks: map[Cursor]string{}, history: &history{seen: map[string]struct{}{}}}
	in := bufio.NewReaderSize(r, 64)
	for {
		line, err := in.ReadString('\n')
		if line != "" {
			d.lines = append(d.lines, strings.TrimSuffix(line, "\n"))
		}
		if errors.Is(err, io.EOF) {
			return d, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func (d *Document) Apply(c Command) error {
	undo, err := c.Do(d)
	if err != nil {
		return err
	}
	d.undo = append(d.undo, undo)
	d.record('a', Cursor{len(d.undo), 0}, undo)
	for _, v := range d.views {
		v.draw()
	}
	return nil
}

func (d *Document) Undo() (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("%s: %w", d.name, err)
		}
	}()
	if len(d.undo) == 0 {
		return errors.New("nothing to undo")
	}
	last := d.undo[len(d.undo)-1]
	d.undo = d.undo[:len(d.undo)-1]
	_, err = last.Do(d)
	return err
}

func (v *View) draw() {
	for i, line := range v.doc.lines {
		if i == len(v.buf) {
			break
		}
		v.buf[i] = []rune(line)
		v.drawn++
		if v.onDraw != nil {
			v.onDraw(i, string(v.buf[i]))
		}
	}
}

type Index struct {
	words map[string][]Cursor
	trail [3]map[int]bool
}

func (ix *Index) add(d *Document) {
	for n, line := range d.lines {
		column := 0
		for word := range strings.FieldsSeq(line) {
			at := Cursor{n, column}
			ix.words[word] = append(ix.words[word], at)
			if keywords[word] > 0 {
				d.marks[at] = word
			}
			column += len(word) + 1
		}
		if ix.trail[n%3] == nil {
			ix.trail[n%3] = make(map[int]bool)
		}
		ix.trail[n%3][len(line)] = true
	}
}

func balanced(text []byte) (depth int, err error) {
	var stack []byte
	for i, c := range text {
		if bytes.IndexByte(openers, c) >= 0 {
			stack = append(stack, pairs[c])
			depth = max(depth, len(stack))
		} else if slices.Contains([]byte(")]}"), c) {
			if len(stack) == 0 || stack[len(stack)-1] != c {
				return 0, fmt.Errorf("unexpected %q at %d", c, i)
			}
			stack = stack[:len(stack)-1]
		}
	}
	return depth, nil
}

func upper(d *Document, args ...string) error {
	var all batch
	for i, line := range d.lines {
		if up := strings.ToUpper(line); up != line {
			all = append(all, replace{line: i, text: up})
		}
	}
	return d.Apply(all)
}

func insert(d *Document, args ...string) error {
	before := slices.Clone(d.lines)
	return d.Apply(commandFunc(func(d *Document) (Command, error) {
		d.lines = append(d.lines, args...)
		return commandFunc(func(d *Document) (Command, error) { d.lines = before; return nil, nil }), nil
	}))
}

func join(d *Document, args ...string) error {
	text := strings.Join(d.lines, " ") + strings.Join(args, "")
	return d.Apply(batch{replace{0, text}, &replace{1, ""}})
}

func failing(d *Document, args ...string) error {
	return d.Apply(batch{replace{0, "changed"}, replace{len(d.lines), "out"}})
}

func distance(a, b string) int {
	ra, rb := []rune(a), []rune(b)
	before := make([]int, len(rb)+1)
	for j := range before {
		before[j] = j
	}
	for i := range ra {
		row := make([]int, len(rb)+1)
		row[0] = i + 1
		for j := range rb {
			cost := 1
			if ra[i] == rb[j] {
				cost = 0
			}
			row[j+1] = min(before[j+1]+1, row[j]+1, before[j]+cost)
		}
		before = row
	}
	return before[len(rb)]
}

func suggestions(word string) []string {
	var found []string
	best := 3
	for known := range keywords {
		switch d := distance(word, known); {
		case d < best:
			best = d
			found = append(found[:0], known)
		case d == best:
			found = append(found, known)
		}
	}
	slices.Sort(found)
	return found
}

func marksOf(d *Document) []*Cursor {
	marks := make([]*Cursor, 0)
	for at := range d.marks {
		marks = append(marks, &at)
	}
	slices.SortFunc(marks, func(a, b *Cursor) int {
		if a.Before(*b) {
			return -1
		}
		return 1
	})
	return marks
}

func work(round int) {
	once.Do(func() { shared = &Index{words: make(map[string][]Cursor, 100)} })
	d, err := Open("/tmp/a.go", strings.NewReader(fmt.Sprintf("package p\nfunc f(x int) {\n\treturn\n}\nvar round = %d\n", round)))
	if err != nil {
		panic(err)
	}
	var drawn []string
	view := &View{doc: d}
	view.onDraw = func(line int, text string) {
		if line == 0 {
			drawn = append(drawn, text+"|")
		}
	}
	d.views = append(d.views, view, &View{doc: d})
	var problems []error
	shared.add(d)
	for _, name := range []string{"upper", "insert", "join", "fail", "none"} {
		run, ok := commands[name]
		if !ok {
			problems = append(problems, fmt.Errorf("no command %s, %d known", name, len(commands)))
			continue
		}
		if err := run(d, "more", name); err != nil {
			problems = append(problems, err)
		}
	}
	shared.add(d)
	undo := d.Undo
	for range 5 {
		if err := undo(); err != nil {
			problems = append(problems, err)
		}
	}
	_, none := new(history).last()
	event, _ := d.last()
	depth, bad := balanced([]byte(strings.Join(d.lines, "")))
	_, worse := balanced([]byte("(]"))
	at := first.Move(0, 1)
	ranges := []Range{{*at, Cursor{3, 4}}, {From: Cursor{5, 6}}}
	var out bytes.Buffer
	fmt.Fprintln(&out, len(drawn), depth, bad, worse, none, event.at, ranges, suggestions("retrun"), marksOf(d), *at)
	for _, p := range problems {
		var outside *RangeError
		fmt.Fprintf(&out, "%v %t %t\n", p, errors.As(p, &outside), errors.Is(p, ErrRange))
	}
	scratch = append(scratch[:0], out.Bytes()...)
	said = string(scratch[:min(40, len(scratch))]) + greeting + string(utf8.AppendRune(nil, 'ä')) + fmt.Sprint(names.Has("main"))
}

var said string

func main() { profile.Run(work) }
