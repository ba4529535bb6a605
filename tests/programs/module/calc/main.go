// Calc is a small language: a scanner, a parser that makes a tree, an evaluator with functions and errors.
package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"programs/profile"
)

type Kind int

const (
	Number Kind = iota
	Ident
	Operator
	Text
	End
)

type Token struct {
	Kind Kind
	Text string
	Pos  int
}

type Scanner struct {
	src    []rune
	pos    int
	tokens []Token
}

type SyntaxError struct {
	Pos  int
	What string
}

func (e SyntaxError) Error() string { return strconv.Itoa(e.Pos) + ": " + e.What }

func scan(src string) ([]Token, error) {
	s := &Scanner{src: []rune(src)}
	for s.pos < len(s.src) {
		c := s.src[s.pos]
		switch {
		case unicode.IsSpace(c):
			s.pos++
		case unicode.IsDigit(c):
			s.take(Number, func(r rune) bool { return unicode.IsDigit(r) || r == '.' })
		case unicode.IsLetter(c):
			s.take(Ident, unicode.IsLetter)
		case c == '"':
			if err := s.quoted(); err != nil {
				return nil, err
			}
		case strings.ContainsRune("+-*/^()=,<>", c):
			s.tokens = append(s.tokens, Token{Operator, string(c), s.pos})
			s.pos++
		default:
			return nil, SyntaxError{s.pos, "unexpected " + strconv.QuoteRune(c)}
		}
	}
	s.tokens = append(s.tokens, Token{Kind: End, Pos: s.pos})
	return s.tokens, nil
}

func (s *Scanner) take(kind Kind, in func(rune) bool) {
	start := s.pos
	for s.pos < len(s.src) && in(s.src[s.pos]) {
		s.pos++
	}
	s.tokens = append(s.tokens, Token{kind, string(s.src[start:s.pos]), start})
}

func (s *Scanner) quoted() error {
	var text []byte
	start := s.pos
	for s.pos++; s.pos < len(s.src); s.pos++ {
		if s.src[s.pos] == '"' {
			s.pos++
			s.tokens = append(s.tokens, Token{Text, string(text), start})
			return nil
		}
		text = append(text, string(s.src[s.pos])...)
	}
	return SyntaxError{start, "text without end"}
}

type Node interface {
	Eval(env *Env) (Value, error)
	String() string
}

type Value = any

type (
	Num    float64
	Str    string
	Name   struct{ Text string }
	Binary struct {
		Op          byte
		Left, Right Node
	}
	Call struct {
		Func string
		Args []Node
	}
	Assign struct {
		Name string
		X    Node
	}
)

type Env struct {
	vars   map[string]Value
	funcs  map[string]func(args []Value) (Value, error)
	parent *Env
	trace  []string
}

func (e *Env) Lookup(name string) (Value, error) {
	for env := e; env != nil; env = env.parent {
		if v, ok := env.vars[name]; ok {
			return v, nil
		}
	}
	return nil, fmt.Errorf("unknown name %q", name)
}

func (n Num) Eval(*Env) (Value, error) { return float64(n), nil }
func (n Num) String() string           { return strconv.FormatFloat(float64(n), 'g', -1, 64) }
func (s Str) Eval(*Env) (Value, error) { return string(s), nil }
func (s Str) String() string           { return strconv.Quote(string(s)) }

func (n *Name) Eval(env *Env) (Value, error) { return env.Lookup(n.Text) }
func (n *Name) String() string               { return n.Text }

func (b *Binary) String() string {
	return "(" + b.Left.String() + " " + string(b.Op) + " " + b.Right.String() + ")"
}

func (b *Binary) Eval(env *Env) (Value, error) {
	left, err := b.Left.Eval(env)
	if err != nil {
		return nil, err
	}
	right, err := b.Right.Eval(env)
	if err != nil {
		return nil, err
	}
	switch x := left.(type) {
	case float64:
		y, ok := right.(float64)
		if !ok {
			return nil, fmt.Errorf("%v %c %v: not a number", left, b.Op, right)
		}
		switch b.Op {
		case '+':
			return x + y, nil
		case '-':
			return x - y, nil
		case '*':
			return x * y, nil
		case '/':
			if y == 0 {
				return nil, errors.New("division by zero")
			}
			return x / y, nil
		case '^':
			return math.Pow(x, y), nil
		case '<':
			return x < y, nil
		}
	case string:
		if b.Op == '+' {
			return x + fmt.Sprint(right), nil
		}
	}
	return nil, fmt.Errorf("operator %c on %T", b.Op, left)
}

func (c *Call) String() string {
	args := make([]string, 0, len(c.Args))
	for _, arg := range c.Args {
		args = append(args, arg.String())
	}
	return c.Func + "(" + strings.Join(args, ", ") + ")"
}

func (c *Call) Eval(env *Env) (Value, error) {
	f, ok := env.funcs[c.Func]
	if !ok {
		return nil, fmt.Errorf("no function %s", c.Func)
	}
	args := make([]Value, len(c.Args))
	for i, arg := range c.Args {
		v, err := arg.Eval(env)
		if err != nil {
			return nil, fmt.Errorf("argument %d of %s: %w", i+1, c.Func, err)
		}
		args[i] = v
	}
	env.trace = append(env.trace, fmt.Sprintf("%s/%d", c.Func, len(args)))
	return f(args)
}

func (a *Assign) String() string { return a.Name + " = " + a.X.String() }

func (a *Assign) Eval(env *Env) (Value, error) {
	v, err := a.X.Eval(env)
	if err == nil {
		env.vars[a.Name] = v
	}
	return v, err
}

type Parser struct {
	tokens []Token
	at     int
}

var levels = []string{"<>", "+-", "*/", "^"}

func Parse(src string) (n Node, err error) {
	tokens, err := scan(src)
	if err != nil {
		return nil, fmt.Errorf("scan: %w", err)
	}
	defer func() {
		if r := recover(); r != nil {
			problem, ok := r.(SyntaxError)
			if !ok {
				panic(r)
			}
			err = problem
		}
	}()
	p := &Parser{tokens: tokens}
	n = p.statement()
	if p.peek().Kind != End {
		p.fail("unexpected " + p.peek().Text)
	}
	return n, nil
}

func (p *Parser) peek() Token { return p.tokens[p.at] }

func (p *Parser) next() Token {
	t := p.tokens[p.at]
	if t.Kind != End {
		p.at++
	}
	return t
}

func (p *Parser) fail(what string) { panic(SyntaxError{p.peek().Pos, what}) }

func (p *Parser) is(text string) bool { return p.peek().Kind == Operator && p.peek().Text == text }

func (p *Parser) statement() Node {
	if p.peek().Kind == Ident && p.tokens[p.at+1].Text == "=" {
		name := p.next().Text
		p.next()
		return &Assign{name, p.binary(0)}
	}
	return p.binary(0)
}

func (p *Parser) binary(level int) Node {
	if level == len(levels) {
		return p.primary()
	}
	left := p.binary(level + 1)
	for p.peek().Kind == Operator && strings.Contains(levels[level], p.peek().Text) {
		op := p.next().Text[0]
		left = &Binary{Op: op, Left: left, Right: p.binary(level + 1)}
	}
	return left
}

func (p *Parser) primary() Node {
	t := p.next()
	switch t.Kind {
	case Number:
		f, err := strconv.ParseFloat(t.Text, 64)
		if err != nil {
			p.fail(err.Error())
		}
		return Num(f)
	case Text:
		return Str(t.Text)
	case Ident:
		if p.is("(") {
			return &Call{t.Text, p.arguments()}
		}
		return &Name{t.Text}
	}
	if t.Text == "(" {
		n := p.binary(0)
		if !p.is(")") {
			p.fail("missing )")
		}
		p.next()
		return n
	}
	p.fail("expected a value, not " + strconv.Quote(t.Text))
	return nil
}

func (p *Parser) arguments() []Node {
	var args []Node
	p.next()
	for !p.is(")") {
		args = append(args, p.binary(0))
		if p.is(",") {
			p.next()
		} else if !p.is(")") {
			p.fail("missing , or )")
		}
	}
	p.next()
	return args
}

func globals() *Env {
	env := &Env{vars: map[string]Value{"pi": math.Pi, "name": "calc"}}
	env.funcs = map[string]func([]Value) (Value, error){
		"max": func(args []Value) (Value, error) { return fold(args, math.Max) },
		"min": func(args []Value) (Value, error) { return fold(args, math.Min) },
		"len": func(args []Value) (Value, error) { return float64(len(fmt.Sprint(args...))), nil },
	}
	return env
}

func fold(args []Value, f func(x, y float64) float64) (Value, error) {
	if len(args) == 0 {
		return nil, errors.New("no arguments")
	}
	total, _ := args[0].(float64)
	for _, arg := range args[1:] {
		y, _ := arg.(float64)
		total = f(total, y)
	}
	return total, nil
}

var programs = []string{
	"x = 1 + 2 * 3", "y = (x - 4) ^ 2 / 300", "max(x, y, 1000, 2.5)", "name + \" says \" + x", "x / 0", "foo(1)",
	"len(\"日本語\", 3)", "1 +", "(1", "min(", "#", "\"abc", "1 < 2", "unknown + 1", "max()", "name * 2", "1 + name",
}

var lines []string

func work(round int) {
	env := &Env{vars: map[string]Value{}, parent: globals()}
	env.funcs = env.parent.funcs
	lines = lines[:0]
	for i, src := range programs {
		n, err := Parse(src)
		if err != nil {
			lines = append(lines, "error "+err.Error())
			continue
		}
		v, err := n.Eval(env)
		if err != nil {
			lines = append(lines, fmt.Sprintf("%d: %s: %v", i, n, err))
			continue
		}
		lines = append(lines, fmt.Sprint(round, n.String(), v))
	}
}

func main() { profile.Run(work) }
