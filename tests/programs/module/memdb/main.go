// Memdb is a database in memory: tables, indexes, transactions, queries with conditions, joins and groups.
package main

import (
	"container/heap"
	"errors"
	"fmt"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"

	"programs/kit"
	"programs/profile"
)

type Value any

type Row struct {
	ID     int
	Values []Value
	rev    uint32
}

type Schema struct {
	Name    string
	Columns []string
	pos     map[string]int
}

func NewSchema(name string, columns ...string) *Schema {
	s := &Schema{Name: name, Columns: columns, pos: make(map[string]int, len(columns))}
	for i, c := range columns {
		s.pos[c] = i
	}
	return s
}

type Key struct {
	Column string
	Text   string
}

type Table struct {
	*Schema
	rows    map[int]*Row
	order   []int
	indexes map[Key][]int
	indexed kit.Set[string]
	next    int
	hooks   struct{ insert, delete []func(*Row) }
}

type DB struct {
	mu     sync.RWMutex
	tables map[string]*Table
	log    []logEntry
}

type logEntry struct {
	table  string
	action byte
	row    Row
}

func Open(schemas ...*Schema) *DB {
	db := &DB{tables: map[string]*Table{}}
	for _, schema := range schemas {
		t := &Table{Schema: schema, rows: map[int]*Row{}, indexes: make(map[Key][]int), indexed: kit.NewSet(schema.Columns[0])}
		t.hooks.delete = append(t.hooks.delete, t.unindex)
		t.hooks.insert = []func(*Row){t.index}
		db.tables[schema.Name] = t
	}
	return db
}

func (t *Table) text(v Value) string {
	switch v := v.(type) {
	case string:
		return v
	case int:
		return strconv.Itoa(v)
	case nil:
		return "NULL"
	}
	return fmt.Sprint(v)
}

func (t *Table) index(r *Row) {
	for column := range t.indexed {
		key := Key{column, t.text(r.Values[t.pos[column]])}
		t.indexes[key] = append(t.indexes[key], r.ID)
	}
}

func (t *Table) unindex(r *Row) {
	for column := range t.indexed {
		key := Key{column, t.text(r.Values[t.pos[column]])}
		ids := t.indexes[key]
		if at := slices.Index(ids, r.ID); at >= 0 {
			t.indexes[key] = slices.Delete(ids, at, at+1)
		}
	}
}

func (t *Table) insert(values ...Value) (*Row, error) {
	if len(values) != len(t.Columns) {
		return nil, fmt.Errorf("%s: %d values for %d columns", t.Name, len(values), len(t.Columns))
	}
	t.next++
	r := &Row{ID: t.next, Values: slices.Clone(values)}
	t.rows[r.ID] = r
	t.order = append(t.order, r.ID)
	for _, hook := range t.hooks.insert {
		hook(r)
	}
	return r, nil
}

var ErrConflict = errors.New("conflict")

type Tx struct {
	db   *DB
	undo []func()
	done bool
}

func (db *DB) Update(f func(*Tx) error) (err error) {
	db.mu.Lock()
	defer db.mu.Unlock()
	tx := &Tx{db: db}
	defer func() {
		if err != nil {
			tx.rollback()
			err = fmt.Errorf("update: %w", err)
		}
	}()
	return f(tx)
}

func (tx *Tx) rollback() {
	for i := len(tx.undo) - 1; i >= 0; i-- {
		tx.undo[i]()
	}
}

func (tx *Tx) Insert(table string, values ...Value) (int, error) {
	t, ok := tx.db.tables[table]
	if !ok {
		return 0, errors.New("no table " + table)
	}
	r, err := t.insert(values...)
	if err != nil {
		return 0, err
	}
	tx.undo = append(tx.undo, func() {
		delete(t.rows, r.ID)
		t.order = t.order[:len(t.order)-1]
		for _, hook := range t.hooks.delete {
			hook(r)
		}
	})
	tx.db.log = append(tx.db.log, logEntry{table, '+', *r})
	return r.ID, nil
}

func (tx *Tx) Set(table string, id int, column string, v Value) error {
	t := tx.db.tables[table]
	r, ok := t.rows[id]
	if !ok {
		return fmt.Errorf("%s %d: %w", table, id, ErrConflict)
	}
	at := t.pos[column]
	old := r.Values[at]
	r.Values[at] = v
	r.rev++
	tx.undo = append(tx.undo, func() { r.Values[at] = old })
	tx.db.log = append(tx.db.log, logEntry{table: table, action: '=', row: *r})
	return nil
}

type Cond func(*Row) bool

type Query struct {
	table *Table
	conds []Cond
	by    string
	desc  bool
	limit int
}

func (db *DB) From(table string) *Query { return &Query{table: db.tables[table], limit: -1} }

func (q *Query) Where(column, op string, v Value) *Query {
	at := q.table.pos[column]
	var cond Cond
	switch op {
	case "=":
		cond = func(r *Row) bool { return r.Values[at] == v }
	case "<":
		cond = func(r *Row) bool { return less(r.Values[at], v) }
	case ">":
		cond = func(r *Row) bool { return less(v, r.Values[at]) }
	case "like":
		pattern := strings.ToLower(v.(string))
		cond = func(r *Row) bool { return strings.Contains(strings.ToLower(q.table.text(r.Values[at])), pattern) }
	default:
		panic("unknown operator " + op)
	}
	q.conds = append(q.conds, cond)
	return q
}

func (q *Query) OrderBy(column string, desc bool) *Query { q.by, q.desc = column, desc; return q }
func (q *Query) Limit(n int) *Query                      { q.limit = n; return q }

func less(a, b Value) bool {
	switch a := a.(type) {
	case int:
		b, ok := b.(int)
		return ok && a < b
	case float64:
		b, ok := b.(float64)
		return ok && a < b
	case string:
		b, ok := b.(string)
		return ok && a < b
	}
	return false
}

type byColumn struct {
	rows []*Row
	at   int
	desc bool
}

func (s byColumn) Len() int      { return len(s.rows) }
func (s byColumn) Swap(i, j int) { s.rows[i], s.rows[j] = s.rows[j], s.rows[i] }
func (s byColumn) Less(i, j int) bool {
	return less(s.rows[i].Values[s.at], s.rows[j].Values[s.at]) != s.desc
}

func (q *Query) Rows() []*Row {
	var out []*Row
scan:
	for _, id := range q.table.order {
		r := q.table.rows[id]
		for _, cond := range q.conds {
			if !cond(r) {
				continue scan
			}
		}
		out = append(out, r)
	}
	if q.by != "" {
		sort.Stable(byColumn{out, q.table.pos[q.by], q.desc})
	}
	if q.limit >= 0 && len(out) > q.limit {
		out = out[:q.limit]
	}
	return out
}

func (q *Query) Lookup(column, text string) []*Row {
	ids := q.table.indexes[Key{Column: column, Text: text}]
	found := make([]*Row, len(ids))
	for i, id := range ids {
		found[i] = q.table.rows[id]
	}
	return found
}

type Stats struct {
	Count    int
	Sum      float64
	Min, Max Value
	sample   [16]Value
}

func (q *Query) Group(by, of string) map[Value]Stats {
	groups := make(map[Value]Stats)
	byAt, ofAt := q.table.pos[by], q.table.pos[of]
	for _, r := range q.Rows() {
		s := groups[r.Values[byAt]]
		v := r.Values[ofAt]
		if n, ok := v.(int); ok {
			s.Sum += float64(n)
		}
		if s.Count == 0 || less(v, s.Min) {
			s.Min = v
		}
		if s.Count == 0 || less(s.Max, v) {
			s.Max = v
		}
		s.sample[s.Count%len(s.sample)] = v
		s.Count++
		groups[r.Values[byAt]] = s
	}
	return groups
}

func (db *DB) Join(left, right, on string) [][2]*Row {
	var pairs [][2]*Row
	other := db.From(right)
	for _, l := range db.From(left).Rows() {
		text := other.table.text(l.Values[db.tables[left].pos[on]])
		for _, r := range other.Lookup(on, text) {
			pairs = append(pairs, [2]*Row{l, r})
		}
	}
	return pairs
}

type top []*Row

func (t top) Len() int           { return len(t) }
func (t top) Less(i, j int) bool { return less(t[i].Values[2], t[j].Values[2]) }
func (t top) Swap(i, j int)      { t[i], t[j] = t[j], t[i] }
func (t *top) Push(x any)        { *t = append(*t, x.(*Row)) }
func (t *top) Pop() any {
	old := *t
	last := old[len(old)-1]
	*t = old[:len(old)-1]
	return last
}

func (db *DB) Top(table string, n int) []*Row {
	h := &top{}
	for _, r := range db.From(table).Rows() {
		heap.Push(h, r)
		if h.Len() > n {
			heap.Pop(h)
		}
	}
	return *h
}

func (r *Row) String() string {
	return "#" + strconv.Itoa(r.ID) + "(" + kit.Join(r.Values, ", ") + ")"
}

func work(round int) {
	db := Open(NewSchema("city", "name", "country", "size"), NewSchema("country", "country", "continent"))
	err := db.Update(func(tx *Tx) error {
		for i := range 14 {
			name, country := "City "+strconv.Itoa(i), []string{"A", "B", "C"}[i%3]
			if _, err := tx.Insert("city", name, country, 1000*i+round); err != nil {
				return err
			}
		}
		for _, c := range [...]string{"A", "B"} {
			if _, err := tx.Insert("country", c, "continent of "+c); err != nil {
				return err
			}
		}
		return tx.Set("city", 3, "size", 123456.5)
	})
	if err != nil {
		panic(err)
	}
	refused := db.Update(func(tx *Tx) error {
		_, err := tx.Insert("country", "D", nil)
		if err != nil {
			return err
		}
		return tx.Set("city", 1000, "size", round)
	})
	short := db.Update(func(tx *Tx) error { _, err := tx.Insert("city", "x"); return err })
	missing := db.Update(func(tx *Tx) error { _, err := tx.Insert("river"); return err })
	large := db.From("city").Where("size", ">", 4000).Where("name", "like", "CITY").OrderBy("name", true).Limit(5).Rows()
	small := db.From("city").Where("size", "<", 3000+round).Where("country", "=", "A").Rows()
	groups := db.From("city").Group("country", "size")
	answers = answers[:0]
	for _, r := range append(large, small...) {
		answers = append(answers, r.String())
	}
	for country, stats := range groups {
		answers = append(answers, fmt.Sprintf("%v: %d %v..%v", country, stats.Count, stats.Min, stats.Max))
	}
	for _, pair := range db.Join("city", "country", "country") {
		answers = append(answers, pair[0].String()+" in "+pair[1].String())
	}
	answers = append(answers, fmt.Sprint(len(db.Top("city", 3)), refused, short, missing, len(db.log)))
}

var answers []string

func main() { profile.Run(work) }
