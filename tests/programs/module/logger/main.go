// Logger is structured logging: levels, fields, formats, children, hooks, and what people do with them.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"

	"programs/kit"
	"programs/profile"
)

type Level int8

const (
	Debug Level = iota
	Info
	Warn
	Error
)

var levelNames = [...]string{"DEBUG", "INFO", "WARN", "ERROR"}

func (l Level) String() string {
	if int(l) < len(levelNames) {
		return levelNames[l]
	}
	return "LEVEL" + strconv.Itoa(int(l))
}

type Field struct {
	Key   string
	Value any
}

func String(key, value string) Field         { return Field{key, value} }
func Int(key string, value int) Field        { return Field{key, value} }
func Err(err error) Field                    { return Field{"error", err} }
func Took(d time.Duration) Field             { return Field{Key: "took", Value: d} }
func Any(key string, value any) Field        { return Field{Key: key, Value: value} }
func Floats(key string, vs ...float64) Field { return Field{key, vs} }
func Lazy(key string, f func() string) Field { return Field{key, f} }

type Entry struct {
	Level   Level
	Message string
	Fields  []Field
	Time    time.Time
}

type Formatter interface {
	Format(buf *bytes.Buffer, e *Entry)
}

type Hook interface{ Fire(e *Entry) error }

type Logger struct {
	mu     *sync.Mutex
	out    io.Writer
	format Formatter
	fields []Field
	level  Level
	hooks  []Hook
	pool   *sync.Pool
}

func New(out io.Writer, format Formatter) *Logger {
	return &Logger{
		mu:     new(sync.Mutex),
		out:    out,
		format: format,
		level:  Info,
		pool:   &sync.Pool{New: func() any { return new(bytes.Buffer) }},
	}
}

func (l *Logger) With(fields ...Field) *Logger {
	child := *l
	child.fields = append(l.fields[:len(l.fields):len(l.fields)], fields...)
	return &child
}

func (l *Logger) Log(level Level, message string, fields ...Field) {
	if level < l.level {
		return
	}
	e := &Entry{Level: level, Message: message, Fields: append(l.fields[:len(l.fields):len(l.fields)], fields...)}
	for _, hook := range l.hooks {
		if err := hook.Fire(e); err != nil {
			fmt.Fprintf(os.Stderr, "hook: %v\n", err)
		}
	}
	buf := l.pool.Get().(*bytes.Buffer)
	buf.Reset()
	defer l.pool.Put(buf)
	l.format.Format(buf, e)
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, err := l.out.Write(buf.Bytes()); err != nil {
		panic(fmt.Errorf("cannot log: %w", err))
	}
}

func (l *Logger) Infof(format string, args ...any) { l.Log(Info, fmt.Sprintf(format, args...)) }
func (l *Logger) Error(message string, err error)  { l.Log(Error, message, Err(err)) }

type textFormat struct{ color bool }

func (f textFormat) Format(buf *bytes.Buffer, e *Entry) {
	name := e.Level.String()
	if f.color {
		name = "\x1b[3" + strconv.Itoa(int(e.Level)) + "m" + name + "\x1b[0m"
	}
	fmt.Fprintf(buf, "%-5s %s", name, e.Message)
	for _, field := range e.Fields {
		buf.WriteByte(' ')
		buf.WriteString(field.Key)
		buf.WriteByte('=')
		f.value(buf, field.Value)
	}
	buf.WriteByte('\n')
}

func (f textFormat) value(buf *bytes.Buffer, v any) {
	switch v := v.(type) {
	case string:
		buf.WriteString(strconv.Quote(v))
	case int:
		buf.Write(strconv.AppendInt(buf.AvailableBuffer(), int64(v), 10))
	case error:
		buf.WriteString("<" + v.Error() + ">")
	case []float64:
		parts := make([]string, len(v))
		for i, x := range v {
			parts[i] = strconv.FormatFloat(x, 'f', 2, 64)
		}
		buf.WriteString("[" + strings.Join(parts, " ") + "]")
	case func() string:
		buf.WriteString(v())
	default:
		fmt.Fprint(buf, v)
	}
}

type jsonFormat struct{ keys map[string]string }

func (f *jsonFormat) Format(buf *bytes.Buffer, e *Entry) {
	values := map[string]string{"level": kit.Quote(e.Level.String()), "msg": strconv.Quote(e.Message)}
	for _, field := range e.Fields {
		key := field.Key
		if renamed, ok := f.keys[key]; ok {
			key = renamed
		}
		values[key] = strconv.Quote(fmt.Sprint(field.Value))
	}
	buf.WriteString("{")
	for i, key := range kit.Keys(values) {
		if i > 0 {
			buf.WriteString(",")
		}
		buf.WriteString(kit.Quote(key) + ":" + values[key])
	}
	buf.WriteString("}\n")
}

type counter struct {
	perLevel map[Level]int
	last     *Entry
}

func (c *counter) Fire(e *Entry) error {
	c.perLevel[e.Level]++
	c.last = e
	if c.perLevel[Error] > 2 {
		return errors.New("too many errors")
	}
	return nil
}

type handler struct {
	log    *Logger
	groups []string
}

func (h *handler) Enabled(_ any, level slog.Level) bool { return level >= slog.LevelInfo }

func (h *handler) Handle(r slog.Record) error {
	fields := make([]Field, 0, r.NumAttrs())
	r.Attrs(func(a slog.Attr) bool {
		fields = append(fields, Field{strings.Join(append(h.groups, a.Key), "."), a.Value.Any()})
		return true
	})
	h.log.Log(Level(r.Level/4+1), r.Message, fields...)
	return nil
}

func (h *handler) WithGroup(name string) *handler {
	return &handler{h.log, append(h.groups[:len(h.groups):len(h.groups)], name)}
}

type request struct {
	id      int
	path    string
	headers map[string][]string
}

func (r request) String() string { return fmt.Sprintf("%s#%d", r.path, r.id) }

func serve(l *Logger, r request) (err error) {
	l = l.With(Int("id", r.id), String("path", r.path))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
			l.Error("crashed", err)
		}
	}()
	l.Log(Debug, "begin", Any("request", r))
	for name, values := range r.headers {
		l.Log(Info, "header", String("name", name), Any("values", values), Int("n", len(values)))
	}
	if r.id%5 == 3 {
		panic("bad id " + strconv.Itoa(r.id))
	}
	start := time.Duration(r.id)
	l.Log(Info, "done", Took(start*time.Millisecond), Floats("load", 0.5, float64(r.id)), Lazy("state", func() string { return "ok" + r.path }))
	if r.id%4 == 0 {
		return &os.PathError{Op: "open", Path: r.path, Err: os.ErrNotExist}
	}
	return nil
}

func work(round int) {
	var text, js bytes.Buffer
	count := &counter{perLevel: map[Level]int{}}
	plain := New(&text, textFormat{color: round%2 == 0})
	plain.hooks = append(plain.hooks, count)
	structured := New(&js, &jsonFormat{keys: map[string]string{"error": "err"}}).With(Any("round", round))
	for i := range 8 {
		r := request{i, "/p/" + strconv.Itoa(i), map[string][]string{"Accept": {"text/html", "*/*"}}}
		for _, l := range []*Logger{plain, structured} {
			if err := serve(l, r); err != nil {
				l.Infof("%v failed: %v (%d of %d)", r, err, i, round)
			}
		}
	}
	record := slog.NewRecord(time.Time{}, slog.LevelWarn, "from slog", 0)
	record.AddAttrs(slog.Int("n", round), slog.String("s", "x"), slog.Any("r", request{id: round}))
	h := (&handler{log: plain}).WithGroup("g")
	_ = h.Handle(record)
	lines := strings.Split(text.String(), "\n")
	sort.Strings(lines)
	written = written[:0]
	written = append(written, lines[0], js.String()[:20], fmt.Sprint(count.perLevel[Info]))
}

var written []string

func main() { profile.Run(work) }
