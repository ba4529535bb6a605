// Shapes draws: interfaces and embedding, transformations, layers, colours, a canvas, formats, and a scene that is a tree.
package main

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
	"math"
	"sort"
	"strings"

	"programs/profile"
)

type Vec struct{ X, Y float64 }

func (v Vec) Add(w Vec) Vec       { return Vec{v.X + w.X, v.Y + w.Y} }
func (v Vec) Scale(f float64) Vec { return Vec{v.X * f, v.Y * f} }
func (v *Vec) Normalize() error {
	length := math.Hypot(v.X, v.Y)
	if length == 0 {
		return errors.New("no direction")
	}
	*v = v.Scale(1 / length)
	return nil
}

type Matrix [6]float64

var identity = Matrix{1, 0, 0, 1, 0, 0}

func (m Matrix) Apply(v Vec) Vec {
	return Vec{m[0]*v.X + m[2]*v.Y + m[4], m[1]*v.X + m[3]*v.Y + m[5]}
}

func (m Matrix) Times(n Matrix) *Matrix {
	return &Matrix{
		m[0]*n[0] + m[2]*n[1], m[1]*n[0] + m[3]*n[1], m[0]*n[2] + m[2]*n[3],
		m[1]*n[2] + m[3]*n[3], m[0]*n[4] + m[2]*n[5] + m[4], m[1]*n[4] + m[3]*n[5] + m[5],
	}
}

type Shape interface {
	Bounds() (min, max Vec)
	Area() float64
}

type Styled interface {
	Shape
	Style() *Style
}

type Style struct {
	Fill, Stroke color.Color
	Width        float32
	Dash         []float32
}

type base struct {
	style Style
	name  *string
}

func (b *base) Style() *Style { return &b.style }
func (b base) Label() string {
	if b.name == nil {
		return "unnamed"
	}
	return *b.name
}

type Circle struct {
	base
	Center Vec
	R      float64
}

func (c *Circle) Area() float64 { return math.Pi * c.R * c.R }
func (c *Circle) Bounds() (Vec, Vec) {
	r := Vec{c.R, c.R}
	return c.Center.Add(r.Scale(-1)), c.Center.Add(r)
}

type Polygon struct {
	*base
	Points []Vec
	cache  func() float64
}

func NewPolygon(points ...Vec) *Polygon {
	p := &Polygon{base: new(base), Points: points}
	known, area := false, 0.0
	p.cache = func() float64 {
		if !known {
			area, known = p.measure(), true
		}
		return area
	}
	return p
}

func Star(n int, outer, inner float64) *Polygon {
	points := make([]Vec, 2*n)
	for i := range points {
		r := outer
		if i%2 == 1 {
			r = inner
		}
		sin, cos := math.Sincos(float64(i) * math.Pi / float64(n))
		points[i] = Vec{r * cos, r * sin}
	}
	return NewPolygon(points...)
}

func (p *Polygon) measure() (area float64) {
	for i, v := range p.Points {
		w := p.Points[(i+1)%len(p.Points)]
		area += v.X*w.Y - w.X*v.Y
	}
	return math.Abs(area) / 2
}

func (p Polygon) Area() float64 { return p.cache() }
func (p Polygon) Bounds() (low, high Vec) {
	for i, v := range p.Points {
		if i == 0 {
			low, high = v, v
		}
		low = Vec{min(low.X, v.X), min(low.Y, v.Y)}
		high = Vec{max(high.X, v.X), max(high.Y, v.Y)}
	}
	return
}

type Unit struct{}

func (Unit) Area() float64      { return 1 }
func (Unit) Bounds() (a, b Vec) { return a, Vec{1, 1} }

type Square float64

func (s Square) Area() float64      { return float64(s * s) }
func (s Square) Bounds() (Vec, Vec) { return Vec{}, Vec{float64(s), float64(s)} }

type Group struct {
	Shapes    []Shape
	Transform *Matrix
	parent    *Group
	depth     int
}

func (g *Group) Area() (sum float64) {
	g.Walk(func(s Shape, depth int) bool { sum += s.Area(); return true })
	return sum
}

func (g *Group) Bounds() (low, high Vec) {
	corners := []Vec{}
	g.Walk(func(s Shape, _ int) bool {
		a, b := s.Bounds()
		corners = append(corners, a, b)
		return len(corners) < 100
	})
	return Polygon{Points: corners}.Bounds()
}

func (g *Group) Walk(f func(s Shape, depth int) bool) bool {
	for _, s := range g.Shapes {
		if inner, ok := s.(*Group); ok {
			if !inner.Walk(f) {
				return false
			}
		} else if !f(s, g.depth) {
			return false
		}
	}
	return true
}

func (g *Group) Add(shapes ...Shape) *Group {
	for _, s := range shapes {
		if inner, ok := s.(*Group); ok {
			inner.parent, inner.depth = g, g.depth+1
		}
	}
	g.Shapes = append(g.Shapes, shapes...)
	return g
}

type Canvas struct {
	pixels []color.RGBA
	w, h   int
	layers map[string]*image.Alpha
}

func NewCanvas(w, h int) (*Canvas, error) {
	if w <= 0 || h <= 0 {
		return nil, fmt.Errorf("canvas of %d by %d", w, h)
	}
	return &Canvas{pixels: make([]color.RGBA, w*h), w: w, h: h, layers: make(map[string]*image.Alpha)}, nil
}

func (c *Canvas) Layer(name string) *image.Alpha {
	layer := c.layers[name]
	if layer == nil {
		layer = image.NewAlpha(image.Rect(0, 0, c.w, c.h))
		c.layers[name] = layer
	}
	return layer
}

func (c *Canvas) Draw(s Shape, fill color.Color) {
	low, high := s.Bounds()
	layer := c.Layer(fmt.Sprintf("%T", s))
	r, g, b, a := fill.RGBA()
	for y := max(0, int(low.Y)); y < min(c.h, int(high.Y)+1); y++ {
		for x := max(0, int(low.X)); x < min(c.w, int(high.X)+1); x++ {
			c.pixels[y*c.w+x] = color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(b >> 8), uint8(a >> 8)}
			layer.Set(x, y, color.Alpha{A: 255})
		}
	}
}

func (c *Canvas) Encode(w io.Writer) (err error) {
	header := []string{"P6", fmt.Sprint(c.w, " ", c.h), "255"}
	if _, err = io.WriteString(w, strings.Join(header, "\n")+"\n"); err != nil {
		return err
	}
	row := make([]byte, 3*c.w)
	for y := range c.h {
		for x := range c.w {
			p := c.pixels[y*c.w+x]
			copy(row[3*x:], []byte{p.R, p.G, p.B})
		}
		if _, err = w.Write(row); err != nil {
			return fmt.Errorf("row %d: %w", y, err)
		}
	}
	return
}

type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, io.ErrShortWrite
	}
	return len(p), nil
}

func parseColor(s string) (c color.NRGBA, err error) {
	s, ok := strings.CutPrefix(s, "#")
	if !ok {
		return c, fmt.Errorf("color %q has no #", s)
	}
	raw, err := hex.DecodeString(s)
	if err != nil {
		return c, err
	}
	switch len(raw) {
	case 3:
		c = color.NRGBA{raw[0], raw[1], raw[2], 255}
	case 4:
		c = color.NRGBA{raw[0], raw[1], raw[2], raw[3]}
	default:
		err = errors.New("color of " + fmt.Sprint(len(raw)) + " bytes")
	}
	return c, err
}

func describe(s any) string {
	switch v := s.(type) {
	case nil:
		return "nothing"
	case Square:
		return fmt.Sprint("square of ", float64(v))
	case interface{ Label() string }:
		return v.Label()
	case fmt.Stringer:
		return v.String()
	case error:
		return "error: " + v.Error()
	case []Shape:
		parts := make([]string, 0, len(v))
		for _, each := range v {
			parts = append(parts, describe(each))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return fmt.Sprintf("%T", s)
}

type bySize struct {
	sort.Interface
	swaps *int
}

func (b bySize) Swap(i, j int) { *b.swaps++; b.Interface.Swap(i, j) }

type shapes []Shape

func (s shapes) Len() int           { return len(s) }
func (s shapes) Less(i, j int) bool { return s[i].Area() < s[j].Area() }
func (s shapes) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }

func work(round int) {
	var big [20000]float64
	name := fmt.Sprint("circle ", round)
	circle := &Circle{Center: Vec{3, 4}, R: float64(round + 1)}
	circle.base = base{Style{Width: 2, Dash: []float32{1, 2}, Fill: color.White}, &name}
	star := Star(5, 8, 4)
	star.base.style.Stroke = color.Gray{Y: uint8(round)}
	inner := (&Group{Transform: identity.Times(Matrix{2, 0, 0, 2, 1, 1})}).Add(Square(2), Unit{}, *star)
	scene := new(Group).Add(circle, inner, star, Square(round))
	canvas, err := NewCanvas(24, 16)
	if err != nil {
		panic(err)
	}
	_, empty := NewCanvas(0, round)
	fills := []color.Color{color.Black, color.RGBA{R: 255, A: 255}, color.CMYK{C: uint8(round)}, color.Gray16{Y: 0x1234}}
	drawn := 0
	scene.Walk(func(s Shape, depth int) bool {
		canvas.Draw(s, fills[drawn%len(fills)])
		drawn++
		big[drawn] = s.Area()
		return true
	})
	var out bytes.Buffer
	problems := []error{empty, canvas.Encode(&out), canvas.Encode(&full{100}), (&Vec{}).Normalize()}
	for _, text := range []string{"#ff0000", "#ff00ff80", "red", "#xyz", "#ff"} {
		c, err := parseColor(text)
		if err != nil {
			problems = append(problems, fmt.Errorf("%s: %w", text, err))
			continue
		}
		fills = append(fills, c)
	}
	swaps := 0
	sorted := append(shapes(nil), scene.Shapes...)
	sort.Sort(bySize{sorted, &swaps})
	matrix := identity
	for i := range 3 {
		matrix = *matrix.Times(Matrix{1, 0, 0, 1, float64(i), 0})
	}
	move := matrix.Apply
	texts = texts[:0]
	for _, x := range []any{nil, Square(3), circle, star, empty, image.Pt(1, 2), []Shape(sorted), round, move(Vec{1, 1})} {
		texts = append(texts, describe(x))
	}
	low, high := scene.Bounds()
	texts = append(texts, fmt.Sprint(low, high, scene.Area(), swaps, len(out.Bytes()), big[1], len(problems), len(fills), Styled(circle).Style().Width))
	for _, p := range problems {
		texts = append(texts, describe(p))
	}
}

var texts []string

func main() { profile.Run(work) }
