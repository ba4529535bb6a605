// Wire encodes messages in the manner of protocol buffers: varints, tags, nested messages, a registry of types.
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"reflect"
	"sort"
	"strings"

	"programs/kit"
	"programs/profile"
)

type WireType uint8

const (
	Varint WireType = iota
	Fixed64
	Bytes
	Fixed32 WireType = 5
)

var (
	errTruncated = errors.New("message is truncated")
	errOverflow  = errors.New("varint overflows 64 bits")
)

type Message interface {
	Name() string
	MarshalTo(b []byte) []byte
	Unmarshal(d *Decoder) error
}

type FieldError struct {
	Message string
	Number  int
	Err     error
}

func (e *FieldError) Error() string {
	return e.Message + "." + fmt.Sprint(e.Number) + ": " + e.Err.Error()
}
func (e *FieldError) Unwrap() error { return e.Err }

func appendTag(b []byte, number int, t WireType) []byte {
	return binary.AppendUvarint(b, uint64(number)<<3|uint64(t))
}

func appendString(b []byte, number int, s string) []byte {
	if s == "" {
		return b
	}
	b = appendTag(b, number, Bytes)
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}

func appendMessage(b []byte, number int, m Message) []byte {
	inner := m.MarshalTo(nil)
	b = appendTag(b, number, Bytes)
	b = binary.AppendUvarint(b, uint64(len(inner)))
	return append(b, inner...)
}

type Decoder struct {
	data []byte
	at   int
	path []string
}

func NewDecoder(data []byte) *Decoder { return &Decoder{data: data} }

func (d *Decoder) uvarint() (uint64, error) {
	v, n := binary.Uvarint(d.data[d.at:])
	switch {
	case n == 0:
		return 0, io.ErrUnexpectedEOF
	case n < 0:
		return 0, errOverflow
	}
	d.at += n
	return v, nil
}

func (d *Decoder) bytes() ([]byte, error) {
	n, err := d.uvarint()
	if err != nil {
		return nil, err
	}
	if n > uint64(len(d.data)-d.at) {
		return nil, fmt.Errorf("%d bytes at %d: %w", n, d.at, errTruncated)
	}
	out := d.data[d.at : d.at+int(n)]
	d.at += int(n)
	return out, nil
}

func (d *Decoder) fixed64() (uint64, error) {
	if len(d.data)-d.at < 8 {
		return 0, errTruncated
	}
	v := binary.LittleEndian.Uint64(d.data[d.at:])
	d.at += 8
	return v, nil
}

// Each calls f for all fields.
func (d *Decoder) Each(name string, f func(number int, t WireType) error) error {
	for d.at < len(d.data) {
		tag, err := d.uvarint()
		if err != nil {
			return &FieldError{Message: name, Err: err}
		}
		number := int(tag >> 3)
		if err := f(number, WireType(tag&7)); err != nil {
			return &FieldError{name, number, err}
		}
	}
	return nil
}

func (d *Decoder) skip(t WireType) error {
	var err error
	switch t {
	case Varint:
		_, err = d.uvarint()
	case Fixed64:
		_, err = d.fixed64()
	case Bytes:
		_, err = d.bytes()
	default:
		err = fmt.Errorf("wire type %d", t)
	}
	return err
}

func (d *Decoder) message(m Message) error {
	data, err := d.bytes()
	if err != nil {
		return err
	}
	inner := &Decoder{data: data, path: append(d.path[:len(d.path):len(d.path)], m.Name())}
	return m.Unmarshal(inner)
}

type Point struct{ X, Y float64 }

func (*Point) Name() string { return "Point" }

func (p *Point) MarshalTo(b []byte) []byte {
	b = appendTag(b, 1, Fixed64)
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(p.X))
	b = appendTag(b, 2, Fixed64)
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(p.Y))
}

func (p *Point) Unmarshal(d *Decoder) error {
	return d.Each("Point", func(number int, t WireType) error {
		v, err := d.fixed64()
		if number == 1 {
			p.X = math.Float64frombits(v)
		} else {
			p.Y = math.Float64frombits(v)
		}
		return err
	})
}

type Shape struct {
	Label   string
	Points  []*Point
	Holes   []Shape
	Meta    map[string]string
	Weights []int32
	Raw     []byte
}

func (*Shape) Name() string { return "Shape" }

func (s *Shape) MarshalTo(b []byte) []byte {
	b = appendString(b, 1, s.Label)
	for _, p := range s.Points {
		b = appendMessage(b, 2, p)
	}
	for i := range s.Holes {
		b = appendMessage(b, 3, &s.Holes[i])
	}
	keys := make([]string, 0, len(s.Meta))
	for k := range s.Meta {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		entry := appendString(appendString(nil, 1, k), 2, s.Meta[k])
		b = appendString(b, 4, string(entry))
	}
	if len(s.Weights) > 0 {
		var packed [64]byte
		n := 0
		for _, w := range s.Weights {
			n += binary.PutVarint(packed[n:], int64(w))
		}
		b = appendTag(b, 5, Bytes)
		b = binary.AppendUvarint(b, uint64(n))
		b = append(b, packed[:n]...)
	}
	return appendString(b, 6, string(s.Raw))
}

func (s *Shape) Unmarshal(d *Decoder) error {
	return d.Each(s.Name(), func(number int, t WireType) error {
		switch number {
		case 1:
			data, err := d.bytes()
			s.Label = string(data)
			return err
		case 2:
			p := new(Point)
			s.Points = append(s.Points, p)
			return d.message(p)
		case 3:
			s.Holes = append(s.Holes, Shape{})
			return d.message(&s.Holes[len(s.Holes)-1])
		case 4:
			return s.entry(d)
		case 5:
			data, err := d.bytes()
			if err != nil {
				return err
			}
			for r := bytes.NewReader(data); r.Len() > 0; {
				w, err := binary.ReadVarint(r)
				if err != nil {
					return err
				}
				s.Weights = append(s.Weights, int32(w))
			}
			return nil
		case 6:
			data, err := d.bytes()
			s.Raw = bytes.Clone(data)
			return err
		}
		return d.skip(t)
	})
}

func (s *Shape) entry(d *Decoder) error {
	data, err := d.bytes()
	if err != nil {
		return err
	}
	parts := [2]string{}
	inner := NewDecoder(data)
	err = inner.Each("entry", func(number int, t WireType) error {
		text, err := inner.bytes()
		if number < 1 || number > len(parts) {
			return fmt.Errorf("field %d of %s", number, strings.Join(d.path, "/"))
		}
		parts[number-1] = string(text)
		return err
	})
	if s.Meta == nil {
		s.Meta = make(map[string]string)
	}
	s.Meta[parts[0]] = parts[1]
	return err
}

type Registry struct{ types map[string]func() Message }

func (r *Registry) Register(make func() Message) {
	r.types[make().Name()] = make
}

func (r *Registry) New(name string) (Message, error) {
	f, ok := r.types[name]
	if !ok {
		return nil, fmt.Errorf("message %s: %w", kit.Quote(name), kit.ErrNotFound)
	}
	return f(), nil
}

// Frame writes name, length and message.
func Frame(w io.Writer, m Message) (int, error) {
	data := m.MarshalTo(make([]byte, 0, 64))
	header := fmt.Appendf(nil, "%s %d\n", m.Name(), len(data))
	n, err := w.Write(append(header, data...))
	if err != nil {
		return n, fmt.Errorf("%T: %w", m, err)
	}
	return n, nil
}

func (r *Registry) Unframe(in *bytes.Buffer) (Message, error) {
	line, err := in.ReadString('\n')
	if err != nil {
		return nil, err
	}
	var name string
	var size int
	if _, err := fmt.Sscanf(line, "%s %d", &name, &size); err != nil {
		return nil, fmt.Errorf("header %q: %w", line, err)
	}
	m, err := r.New(name)
	if err != nil {
		return nil, err
	}
	return m, m.Unmarshal(NewDecoder(in.Next(size)))
}

func describe(m Message) string {
	switch m := m.(type) {
	case *Point:
		return fmt.Sprintf("(%g, %g)", m.X, m.Y)
	case *Shape:
		parts := []string{m.Label}
		for _, p := range m.Points {
			parts = append(parts, describe(p))
		}
		return strings.Join(parts, " ") + base64.StdEncoding.EncodeToString(m.Raw)
	}
	return reflect.TypeOf(m).String()
}

func work(round int) {
	registry := &Registry{types: map[string]func() Message{}}
	registry.Register(func() Message { return &Point{} })
	registry.Register(func() Message { return new(Shape) })
	shape := &Shape{
		Label:   fmt.Sprintf("shape %d", round),
		Points:  []*Point{{1, 2}, {X: 3}, {Y: float64(round)}},
		Holes:   []Shape{{Label: "hole", Points: []*Point{{0.5, 0.5}}}, {Raw: []byte{1, 2, byte(round)}}},
		Meta:    map[string]string{"color": "red", "round": fmt.Sprint(round), "z": ""},
		Weights: []int32{1, -1, int32(round) * 1000},
		Raw:     bytes.Repeat([]byte("ab"), round+1),
	}
	var stream bytes.Buffer
	for _, m := range []Message{shape, &Point{float64(round), -1}} {
		if _, err := Frame(&stream, m); err != nil {
			panic(err)
		}
	}
	stream.WriteString("Other 3\nabc")
	results = results[:0]
	for stream.Len() > 0 {
		m, err := registry.Unframe(&stream)
		if err != nil {
			results = append(results, "error: "+err.Error())
			break
		}
		results = append(results, describe(m))
	}
	for _, broken := range [][]byte{{0x0a, 0x05, 'a'}, {0x80}, bytes.Repeat([]byte{0xff}, 12), {0x3b}} {
		err := new(Shape).Unmarshal(NewDecoder(broken))
		var field *FieldError
		if errors.As(err, &field) {
			results = append(results, fmt.Sprint(field.Number, errors.Is(err, errTruncated), err))
		}
	}
}

var results []string

func main() { profile.Run(work) }
