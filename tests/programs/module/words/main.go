// Words is text processing: reading lines, counting words, an index, wrapping, tables, a small template language.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"programs/kit"
	"programs/profile"
)

const text = `It was the best of times, it was the worst of times,
it was the age of wisdom, it was the age of foolishness,
it was the epoch of belief, it was the epoch of incredulity,
it was the season of Light, it was the season of Darkness,
es war der Frühling der Hoffnung, es war der Winter der Verzweiflung.
`

type Count struct {
	Word  string
	N     int
	Lines []int
}

type Index struct {
	counts map[string]*Count
	stop   kit.Set[string]
	trie   *trie
}

type trie struct {
	children map[rune]*trie
	words    []string
}

func (t *trie) add(word string) {
	at := t
	for _, r := range word {
		next, ok := at.children[r]
		if !ok {
			next = &trie{}
			if at.children == nil {
				at.children = make(map[rune]*trie, 2)
			}
			at.children[r] = next
		}
		at = next
	}
	at.words = append(at.words, word)
}

func (t *trie) complete(prefix string) []string {
	at := t
	for _, r := range prefix {
		if at = at.children[r]; at == nil {
			return nil
		}
	}
	var found []string
	var visit func(*trie)
	visit = func(t *trie) {
		found = append(found, t.words...)
		for _, child := range t.children {
			visit(child)
		}
	}
	visit(at)
	sort.Strings(found)
	return found
}

func NewIndex(stop ...string) *Index {
	return &Index{counts: map[string]*Count{}, stop: kit.NewSet(stop...), trie: new(trie)}
}

func (ix *Index) Read(r io.Reader) error {
	scanner := bufio.NewScanner(r)
	scanner.Buffer(make([]byte, 0, 128), 1024)
	for line := 1; scanner.Scan(); line++ {
		for _, field := range strings.FieldsFunc(scanner.Text(), func(r rune) bool { return !unicode.IsLetter(r) }) {
			word := strings.ToLower(field)
			if ix.stop.Has(word) {
				continue
			}
			ix.add(word, line)
		}
	}
	if err := scanner.Err(); err != nil {
		return fmt.Errorf("reading: %w", err)
	}
	return nil
}

func (ix *Index) add(word string, line int) {
	c := ix.counts[word]
	if c == nil {
		c = &Count{Word: word}
		ix.counts[word] = c
		ix.trie.add(word)
	}
	c.N++
	if n := len(c.Lines); n == 0 || c.Lines[n-1] != line {
		c.Lines = append(c.Lines, line)
	}
}

func (ix *Index) Top(n int) []Count {
	all := make([]Count, 0, len(ix.counts))
	for _, c := range ix.counts {
		all = append(all, *c)
	}
	slices.SortFunc(all, func(a, b Count) int {
		if a.N != b.N {
			return b.N - a.N
		}
		return strings.Compare(a.Word, b.Word)
	})
	return all[:min(n, len(all))]
}

// Wrap breaks text into lines of a width.
func Wrap(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width:
			lines = append(lines, line)
			line = word
		default:
			line += " " + word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// Table has columns as wide as what is in them.
type Table struct {
	header []string
	rows   [][]string
}

func (t *Table) Add(cells ...any) {
	row := make([]string, len(cells))
	for i, cell := range cells {
		row[i] = fmt.Sprint(cell)
	}
	t.rows = append(t.rows, row)
}

func (t *Table) String() string {
	widths := make([]int, len(t.header))
	for _, row := range append([][]string{t.header}, t.rows...) {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var sb strings.Builder
	line := func(cells []string) {
		for i, cell := range cells {
			fmt.Fprintf(&sb, "%-*s|", widths[i], cell)
		}
		sb.WriteByte('\n')
	}
	line(t.header)
	for _, row := range t.rows {
		line(row)
	}
	return sb.String()
}

var field = regexp.MustCompile(`\{\{\s*(\w+)\s*\}\}`)

func expand(template string, values map[string]string) (string, error) {
	var missing []string
	out := field.ReplaceAllStringFunc(template, func(match string) string {
		name := field.FindStringSubmatch(match)[1]
		value, ok := values[name]
		if !ok {
			missing = append(missing, name)
		}
		return value
	})
	if missing != nil {
		return "", errors.New("no values for " + strings.Join(missing, ", "))
	}
	return out, nil
}

func reverse(s string) string {
	runes := []rune(s)
	slices.Reverse(runes)
	return string(runes)
}

func caesar(s string, by byte) string {
	b := []byte(s)
	for i, c := range b {
		if 'a' <= c && c <= 'z' {
			b[i] = 'a' + (c-'a'+by)%26
		}
	}
	return string(b)
}

func records(r io.Reader) ([]map[string]string, error) {
	in := bufio.NewReader(r)
	var names []string
	var found []map[string]string
	for {
		line, err := in.ReadString('\n')
		if cells := strings.Split(strings.TrimSpace(line), ";"); line != "" {
			if names == nil {
				names = cells
			} else if len(cells) != len(names) {
				return nil, fmt.Errorf("%d cells for %d names: %q", len(cells), len(names), line)
			} else {
				record := make(map[string]string)
				for i, name := range names {
					record[name] = cells[i]
				}
				found = append(found, record)
			}
		}
		if err == io.EOF {
			return found, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func work(round int) {
	ix := NewIndex("it", "was", "the", "of")
	if err := ix.Read(strings.NewReader(text)); err != nil {
		panic(err)
	}
	table := &Table{header: []string{"word", "n", "lines"}}
	for _, c := range ix.Top(6) {
		table.Add(c.Word, c.N, c.Lines)
	}
	table.Add("round", round+1000, 'x')
	wrapped := Wrap(text, 30+round)
	page, err := expand("{{title}}: {{ n }}\n{{body}}", map[string]string{
		"title": "T" + fmt.Sprint(round), "n": fmt.Sprint(len(wrapped)), "body": table.String(),
	})
	if err != nil {
		panic(err)
	}
	_, err = expand("{{nothing}} and {{more}}", nil)
	rows, problem := records(strings.NewReader("a;b;c\n1;2;3\n4;5;6"))
	_, bad := records(bytes.NewBufferString("a;b\n1\n"))
	lines = append(lines[:0], page, err.Error(), fmt.Sprint(rows, problem, bad))
	for _, line := range wrapped {
		lines = append(lines, reverse(line), caesar(line, byte(round)))
	}
	lines = append(lines, ix.trie.complete("w")...)
	joined := ""
	for i := range lines {
		joined += lines[i]
		if len(joined) > 400 {
			break
		}
	}
	lines = append(lines, joined)
}

var lines []string

func main() { profile.Run(work) }
