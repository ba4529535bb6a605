// Config reads settings: files, environment, options, defaults; checks them, and says what is wrong.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"programs/kit"
	"programs/profile"
)

type Config struct {
	Name     string
	Listen   Address
	Timeout  time.Duration
	Limits   map[string]int
	Backends []*Backend
	Features kit.Set[string]
	Ratio    *float64
	TLS      *TLS
	raw      []byte
}

type Address struct {
	Host string
	Port uint16
}

func (a Address) String() string { return a.Host + ":" + strconv.Itoa(int(a.Port)) }

type Backend struct {
	URL    *url.URL
	Weight int
	Tags   []string
}

type TLS struct{ Cert, Key string }

type Option func(*Config) error

func WithName(name string) Option {
	return func(c *Config) error {
		if name == "" {
			return errors.New("name is empty")
		}
		c.Name = name
		return nil
	}
}

func WithBackend(raw string, weight int, tags ...string) Option {
	return func(c *Config) error {
		u, err := url.Parse(raw)
		if err != nil {
			return fmt.Errorf("backend: %w", err)
		}
		c.Backends = append(c.Backends, &Backend{u, weight, tags})
		return nil
	}
}

func WithRatio(r float64) Option {
	return func(c *Config) error { c.Ratio = &r; return nil }
}

func defaults() *Config {
	return &Config{
		Name:     "service",
		Listen:   Address{"localhost", 8080},
		Timeout:  30 * time.Second,
		Limits:   map[string]int{"connections": 100, "streams": 10},
		Features: kit.NewSet("metrics"),
	}
}

func New(options ...Option) (*Config, error) {
	c := defaults()
	var errs []error
	for _, option := range options {
		if err := option(c); err != nil {
			errs = append(errs, err)
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return c, nil
}

type Problem struct {
	Line int
	Key  string
	Err  error
}

func (p Problem) Error() string { return fmt.Sprintf("line %d: %s: %v", p.Line, p.Key, p.Err) }

type section map[string]string

// Ini parses sections of keys and values.
func Ini(text string) (map[string]section, []Problem) {
	sections := map[string]section{"": {}}
	current := sections[""]
	var problems []Problem
	for i, line := range strings.Split(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if name, ok := strings.CutPrefix(line, "["); ok {
			name = strings.TrimSuffix(name, "]")
			if sections[name] == nil {
				sections[name] = make(section)
			}
			current = sections[name]
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		if !ok {
			problems = append(problems, Problem{i + 1, line, errors.New("no value")})
			continue
		}
		current[strings.TrimSpace(key)] = strings.Trim(strings.TrimSpace(value), `"`)
	}
	return sections, problems
}

type setter func(c *Config, value string) error

func setters() map[string]setter {
	return map[string]setter{
		"name": func(c *Config, v string) error { c.Name = v; return nil },
		"listen": func(c *Config, v string) error {
			a, err := parseAddress(v)
			c.Listen = a
			return err
		},
		"timeout": func(c *Config, v string) (err error) {
			c.Timeout, err = time.ParseDuration(v)
			return err
		},
		"features": func(c *Config, v string) error {
			for f := range strings.SplitSeq(v, ",") {
				c.Features.Add(strings.TrimSpace(f))
			}
			return nil
		},
	}
}

func parseAddress(s string) (Address, error) {
	host, port, ok := strings.Cut(s, ":")
	if !ok {
		return Address{}, fmt.Errorf("address %q has no port", s)
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return Address{}, fmt.Errorf("port of %q: %w", s, err)
	}
	return Address{host, uint16(n)}, nil
}

func (c *Config) Apply(sections map[string]section) []Problem {
	var problems []Problem
	known := setters()
	for _, key := range slices.Sorted(maps.Keys(sections[""])) {
		set, ok := known[key]
		if !ok {
			problems = append(problems, Problem{Key: key, Err: kit.ErrNotFound})
			continue
		}
		if err := set(c, sections[""][key]); err != nil {
			problems = append(problems, Problem{Key: key, Err: err})
		}
	}
	for key, value := range sections["limits"] {
		n, err := strconv.Atoi(value)
		if err != nil {
			problems = append(problems, Problem{0, "limits." + key, err})
			continue
		}
		c.Limits[key] = n
	}
	if tls, ok := sections["tls"]; ok {
		c.TLS = &TLS{tls["cert"], tls["key"]}
	}
	return problems
}

// Environ sets what is in variables NAME_KEY.
func (c *Config) Environ(name string, environ []string) {
	prefix := strings.ToUpper(name) + "_"
	known := setters()
	for _, entry := range environ {
		key, value, _ := strings.Cut(entry, "=")
		if rest, ok := strings.CutPrefix(key, prefix); ok {
			if set := known[strings.ToLower(rest)]; set != nil {
				_ = set(c, value)
			}
		}
	}
}

type view struct {
	Name     string            `json:"name"`
	Listen   string            `json:"listen"`
	Limits   map[string]int    `json:"limits"`
	Backends []string          `json:"backends"`
	Extra    map[string]string `json:"extra,omitempty"`
	Ratio    *float64          `json:"ratio"`
}

func (c *Config) MarshalJSON() ([]byte, error) {
	v := view{Name: c.Name, Listen: c.Listen.String(), Limits: maps.Clone(c.Limits), Ratio: c.Ratio}
	for _, b := range c.Backends {
		v.Backends = append(v.Backends, b.URL.Host+"*"+strconv.Itoa(b.Weight)+"["+strings.Join(b.Tags, "|")+"]")
	}
	if c.TLS != nil {
		v.Extra = map[string]string{"cert": c.TLS.Cert, "key": strings.Repeat("*", len(c.TLS.Key))}
	}
	return json.Marshal(v)
}

func (c *Config) UnmarshalJSON(data []byte) error {
	var v view
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	address, err := parseAddress(v.Listen)
	if err != nil {
		return err
	}
	*c = Config{Name: v.Name, Listen: address, Limits: v.Limits, Ratio: v.Ratio, raw: append([]byte{}, data...)}
	return nil
}

func (c *Config) Validate() error {
	var errs []error
	check := func(ok bool, format string, args ...any) {
		if !ok {
			errs = append(errs, fmt.Errorf(format, args...))
		}
	}
	check(c.Timeout > 0, "timeout %v is not positive", c.Timeout)
	check(c.Listen.Port >= 1024, "port %d is reserved", c.Listen.Port)
	total := 0
	for i, b := range c.Backends {
		check(b.URL.Scheme != "", "backend %d: %s has no scheme", i, b.URL)
		total += b.Weight
	}
	check(len(c.Backends) == 0 || total == 100, "weights add up to %d", total)
	return errors.Join(errs...)
}

func flags(args []string) (*Config, error) {
	c := defaults()
	set := flag.NewFlagSet("config", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.StringVar(&c.Name, "name", c.Name, "name of the service")
	set.DurationVar(&c.Timeout, "timeout", c.Timeout, "time to wait")
	set.Func("limit", "key=n", func(s string) error {
		key, value, _ := strings.Cut(s, "=")
		n, err := strconv.Atoi(value)
		if err == nil {
			c.Limits[key] = n
		}
		return err
	})
	if err := set.Parse(args); err != nil {
		return nil, err
	}
	return c, nil
}

const text = `
name = "example"   # the name
listen = example.org:80
timeout = soon
features = a, b, c
colour = blue
broken
[limits]
connections = 5
files = many
[tls]
cert = /etc/cert
key = secret
`

func work(round int) {
	c, err := New(WithName("r"+strconv.Itoa(round)), WithBackend("http://one:1", 40, "eu", "fast"), WithBackend("two", 70), WithRatio(0.5))
	if err != nil {
		panic(err)
	}
	_, bad := New(WithName(""), WithBackend("http://[", 1))
	sections, problems := Ini(text)
	problems = append(problems, c.Apply(sections)...)
	c.Environ("app", []string{"APP_NAME=from environment", "APP_TIMEOUT=-1s", "PATH=/bin"})
	invalid := c.Validate()
	data, err := json.Marshal(c)
	if err != nil {
		panic(err)
	}
	var back Config
	if err := json.Unmarshal(data, &back); err != nil {
		panic(err)
	}
	_, noPort := parseAddress("nowhere")
	parsed, _ := flags([]string{"-name", "x", "-limit", "y=" + strconv.Itoa(round)})
	_, wrong := flags([]string{"-limit", "y=x"})
	said = said[:0]
	for _, p := range problems {
		said = append(said, p.Error())
	}
	said = append(said, bad.Error(), invalid.Error(), noPort.Error(), string(data), string(back.raw), parsed.Name, wrong.Error())
}

var said []string

func main() { profile.Run(work) }
