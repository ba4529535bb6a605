package main

import (
	"fmt"
	"go/constant"
	"go/types"
	"sort"
	"strconv"
	"strings"
)

// mode says what an expression denotes.
func mode(tv types.TypeAndValue) string {
	switch {
	case tv.IsVoid():
		return "void"
	case tv.IsType():
		return "type"
	case tv.IsBuiltin():
		return "builtin"
	case tv.IsNil():
		return "nil"
	case tv.Value != nil:
		return "constant"
	case tv.Addressable():
		return "variable"
	case tv.Assignable():
		return "mapindex"
	case tv.HasOk():
		return "commaok"
	}
	return "value"
}

// typeAndValue is what go/types recorded of an expression; but to the compiler's own checker, and ours,
// nil has the type it is used as.
func (p *printer) typeAndValue(tv types.TypeAndValue) string {
	if tv.IsNil() {
		return "nil"
	}
	text := mode(tv) + " " + p.spell(tv.Type)
	if tv.Value != nil {
		text += " = " + rounded(tv).ExactString()
	}
	return text
}

// rounded is the value of a constant; go/types keeps that of `1/3.0` in `float64(2 * (1/3.0))` exact.
func rounded(tv types.TypeAndValue) constant.Value {
	basic, ok := tv.Type.Underlying().(*types.Basic)
	if !ok || tv.Value.Kind() != constant.Float {
		return tv.Value
	}
	switch basic.Kind() {
	case types.Float32:
		value, _ := constant.Float32Val(tv.Value)
		return constant.MakeFloat64(float64(value))
	case types.Float64:
		value, _ := constant.Float64Val(tv.Value)
		return constant.MakeFloat64(value)
	}
	return tv.Value
}

var selections = map[types.SelectionKind]string{
	types.FieldVal:   "field",
	types.MethodVal:  "method",
	types.MethodExpr: "method expression",
}

// object says which object an identifier stands for: what it is, its name, and where it is declared.
func (p *printer) object(obj types.Object) string {
	var sort string
	switch obj := obj.(type) {
	case *types.PkgName:
		return "package " + obj.Name() + " " + obj.Imported().Path()
	case *types.Builtin:
		return "builtin " + obj.Name()
	case *types.Nil:
		return "nil"
	case *types.Const:
		sort = "const"
	case *types.TypeName:
		sort = "type"
	case *types.Func:
		sort = "func"
	case *types.Label:
		sort = "label"
	case *types.Var:
		sort = [...]string{"", "var", "local", "recv", "param", "result", "field"}[obj.Kind()]
	}
	return sort + " " + path(obj.Pkg()) + obj.Name() + " " + p.place(obj.Pos())
}

func path(pkg *types.Package) string {
	if pkg == nil {
		return ""
	}
	return pkg.Path() + "."
}

// contents is what the declaration of an object says besides its type.
func (p *printer) contents(obj types.Object) string {
	switch obj := obj.(type) {
	case *types.Const:
		return " = " + obj.Val().ExactString()
	case *types.TypeName:
		if _, ok := obj.Type().(*types.TypeParam); !ok {
			return " " + p.spell(obj.Type().Underlying())
		}
	}
	return ""
}

// spell writes a type so that two types with the same text are the same type.
func (p *printer) spell(t types.Type) string {
	switch t := t.(type) {
	case nil:
		return "none"
	case *types.Basic:
		return t.Name()
	case *types.Named:
		return p.typeName(t.Obj()) + p.targs(t.TypeArgs())
	case *types.Alias:
		return p.typeName(t.Obj()) + p.targs(t.TypeArgs())
	case *types.TypeParam:
		return "$" + t.Obj().Name() + "@" + p.place(t.Obj().Pos())
	case *types.Pointer:
		return "*" + p.spell(t.Elem())
	case *types.Slice:
		return "[]" + p.spell(t.Elem())
	case *types.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), p.spell(t.Elem()))
	case *types.Map:
		return "map[" + p.spell(t.Key()) + "]" + p.spell(t.Elem())
	case *types.Chan:
		return [...]string{"chan", "chan<-", "<-chan"}[t.Dir()] + "(" + p.spell(t.Elem()) + ")"
	case *types.Tuple:
		return p.tuple(t, false)
	case *types.Signature:
		return "func" + p.signature(t)
	case *types.Struct:
		return p.structure(t)
	case *types.Interface:
		return p.interfaces(t)
	case *types.Union:
		var terms []string
		for term := range t.Terms() {
			text := p.spell(term.Type())
			if term.Tilde() {
				text = "~" + text
			}
			terms = append(terms, text)
		}
		return strings.Join(terms, "|")
	}
	return fmt.Sprintf("%T", t)
}

// typeName names a type; those declared inside functions also by their places.
func (p *printer) typeName(obj *types.TypeName) string {
	text := path(obj.Pkg()) + obj.Name()
	if obj.Pkg() != nil && obj.Parent() != obj.Pkg().Scope() {
		text += "@" + p.place(obj.Pos())
	}
	return text
}

func (p *printer) targs(list *types.TypeList) string {
	if list.Len() == 0 {
		return ""
	}
	var texts []string
	for t := range list.Types() {
		texts = append(texts, p.spell(t))
	}
	return "[" + strings.Join(texts, ",") + "]"
}

func (p *printer) signature(t *types.Signature) string {
	text := ""
	for param := range t.TypeParams().TypeParams() {
		text += "<" + p.spell(param) + " " + p.spell(param.Constraint()) + ">"
	}
	return text + p.tuple(t.Params(), t.Variadic()) + p.tuple(t.Results(), false)
}

func (p *printer) tuple(t *types.Tuple, variadic bool) string {
	var texts []string
	for v := range t.Variables() {
		texts = append(texts, strings.TrimSpace(v.Name()+" "+p.spell(v.Type())))
	}
	if variadic {
		texts = append(texts, "...")
	}
	return "(" + strings.Join(texts, ",") + ")"
}

func (p *printer) structure(t *types.Struct) string {
	var texts []string
	for i := range t.NumFields() {
		field := t.Field(i)
		text := path(field.Pkg()) + field.Name() + " " + p.spell(field.Type())
		if field.Embedded() {
			text = "embedded " + text
		}
		if tag := t.Tag(i); tag != "" {
			text += " " + strconv.Quote(tag)
		}
		texts = append(texts, text)
	}
	return "struct{" + strings.Join(texts, ";") + "}"
}

func (p *printer) interfaces(t *types.Interface) string {
	var texts []string
	for method := range t.ExplicitMethods() {
		texts = append(texts, path(method.Pkg())+method.Name()+p.signature(method.Signature()))
	}
	sort.Strings(texts)
	for embedded := range t.EmbeddedTypes() {
		texts = append(texts, p.spell(embedded))
	}
	return "interface{" + strings.Join(texts, ";") + "}"
}
