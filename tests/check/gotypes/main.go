// Command gotypes prints what go/types knows of one package of the standard library, a fact a line:
// types and values of expressions, objects of identifiers, selections, instances, initialisation order.
//
// A position is that of the node's most telling token, as in the compiler's syntax tree and in ours.
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"log"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	fset := token.NewFileSet()
	imports := importer.ForCompiler(fset, "source", nil)
	for _, path := range os.Args[1:] {
		pkg, err := build.Import(path, "", 0)
		if err != nil {
			log.Fatal(err)
		}
		p := &printer{fset: fset, out: bufio.NewWriter(os.Stdout), ends: map[*token.File]tokens{}}
		if err := p.check(pkg, imports); err != nil {
			log.Fatal(err)
		}
		p.print()
		p.out.Flush()
	}
}

// tokens are where the tokens of a file start, in ascending order.
type tokens []token.Pos

type printer struct {
	fset  *token.FileSet
	out   *bufio.Writer
	files []*ast.File
	info  *types.Info
	ends  map[*token.File]tokens
}

func (p *printer) check(pkg *build.Package, imports types.Importer) error {
	for _, name := range pkg.GoFiles {
		file := filepath.Join(pkg.Dir, name)
		source, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(p.fset, file, source, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		p.files = append(p.files, tree)
		p.ends[p.fset.File(tree.FileStart)] = p.scan(source)
	}
	p.info = &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Defs:       map[*ast.Ident]types.Object{},
		Uses:       map[*ast.Ident]types.Object{},
		Implicits:  map[ast.Node]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
		Instances:  map[*ast.Ident]types.Instance{},
	}
	config := types.Config{Importer: vendoring{imports.(types.ImporterFrom), pkg.Dir}, Sizes: types.SizesFor("gc", "amd64")}
	_, err := config.Check(pkg.ImportPath, p.fset, p.files, p.info)
	for _, file := range p.files {
		ast.Inspect(file, p.adapt)
	}
	return err
}

// vendoring finds imports as the files of a directory do.
type vendoring struct {
	types.ImporterFrom
	dir string
}

func (v vendoring) Import(path string) (*types.Package, error) {
	return v.ImportFrom(path, v.dir, 0)
}

// scan finds the tokens of a file; their positions are offsets.
func (p *printer) scan(source []byte) tokens {
	file := token.NewFileSet().AddFile("", 1, len(source))
	var s scanner.Scanner
	s.Init(file, source, nil, 0)
	var found tokens
	for {
		pos, tok, _ := s.Scan()
		if tok == token.EOF {
			return found
		}
		found = append(found, pos-1)
	}
}

// after is the position of the first token at or behind pos.
func (p *printer) after(pos token.Pos) token.Pos {
	file := p.fset.File(pos)
	offset := token.Pos(file.Offset(pos))
	all := p.ends[file]
	low, high := 0, len(all)
	for low < high {
		if middle := (low + high) / 2; all[middle] < offset {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return file.Pos(int(all[low]))
}

func (p *printer) print() {
	for _, file := range p.files {
		ast.Inspect(file, func(n ast.Node) bool {
			p.node(n)
			return true
		})
	}
	for _, step := range p.info.InitOrder {
		var names []string
		for _, v := range step.Lhs {
			names = append(names, v.Name())
		}
		fmt.Fprintf(p.out, "init\t%s\t%s\n", strings.Join(names, ","), p.place(p.telling(step.Rhs)))
	}
}

func (p *printer) node(n ast.Node) {
	if e, ok := n.(ast.Expr); ok {
		if tv, ok := p.info.Types[e]; ok {
			p.fact("type", e, p.typeAndValue(tv))
		}
	}
	switch n := n.(type) {
	case *ast.Ident:
		if obj, ok := p.info.Defs[n]; ok && obj != nil {
			p.fact("def", n, p.object(obj)+" "+p.spell(obj.Type())+p.contents(obj))
		}
		if obj, ok := p.info.Uses[n]; ok {
			p.fact("use", n, p.object(obj))
		}
		if instance, ok := p.info.Instances[n]; ok {
			p.fact("instance", n, p.targs(instance.TypeArgs)+" "+p.spell(instance.Type))
		}
	case *ast.SelectorExpr:
		if s, ok := p.info.Selections[n]; ok {
			p.fact("selection", n, fmt.Sprintf("%s %s %s %v %t %s", selections[s.Kind()],
				p.spell(s.Recv()), p.object(s.Obj()), s.Index(), s.Indirect(), p.spell(s.Type())))
		}
	case *ast.FuncDecl:
		// go/types has no entry for the type of a declared function.
		p.fact("type", n.Type, "type "+p.spell(p.info.Defs[n.Name].Type()))
	}
}

func (p *printer) fact(sort string, e ast.Expr, text string) {
	fmt.Fprintf(p.out, "%s\t%s\t%s\t%s\n", sort, p.place(p.telling(e)), kind(e), text)
}

func (p *printer) place(pos token.Pos) string {
	if !pos.IsValid() {
		return "-"
	}
	at := p.fset.PositionFor(pos, false)
	return fmt.Sprintf("%s:%d:%d", filepath.Base(at.Filename), at.Line, at.Column)
}

// telling is the position of the token that tells most of an expression.
func (p *printer) telling(e ast.Expr) token.Pos {
	switch e := e.(type) {
	case *ast.CompositeLit:
		return e.Lbrace
	case *ast.KeyValueExpr:
		return e.Colon
	case *ast.SelectorExpr:
		return p.after(e.X.End())
	case *ast.TypeAssertExpr:
		return p.after(e.X.End())
	case *ast.IndexExpr:
		return e.Lbrack
	case *ast.IndexListExpr:
		return e.Lbrack
	case *ast.SliceExpr:
		return e.Lbrack
	case *ast.CallExpr:
		return e.Lparen
	case *ast.BinaryExpr:
		return e.OpPos
	case *ast.FuncType:
		if e.TypeParams != nil {
			return e.TypeParams.Pos()
		}
		return e.Params.Pos()
	}
	return e.Pos()
}

func kind(e ast.Expr) string {
	switch e.(type) {
	case *ast.Ident:
		return "name"
	case *ast.BasicLit:
		return "literal"
	case *ast.CompositeLit:
		return "composite"
	case *ast.KeyValueExpr:
		return "pair"
	case *ast.FuncLit:
		return "closure"
	case *ast.ParenExpr:
		return "paren"
	case *ast.SelectorExpr:
		return "selector"
	case *ast.TypeAssertExpr:
		return "assert"
	case *ast.IndexExpr, *ast.IndexListExpr:
		return "index"
	case *ast.SliceExpr:
		return "slice"
	case *ast.CallExpr:
		return "call"
	case *ast.StarExpr, *ast.UnaryExpr, *ast.BinaryExpr:
		return "operation"
	case *ast.ArrayType:
		return "array"
	case *ast.Ellipsis:
		return "dots"
	case *ast.StructType:
		return "struct"
	case *ast.InterfaceType:
		return "interface"
	case *ast.FuncType:
		return "func"
	case *ast.MapType:
		return "map"
	case *ast.ChanType:
		return "chan"
	}
	return fmt.Sprintf("%T", e)
}
