package main

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// adapt changes what go/types recorded where the compiler's own checker is different on purpose.
func (p *printer) adapt(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.RangeStmt:
		p.length(n)
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			p.parentheses(n)
		}
	}
	return true
}

// length makes the operand of a range over an array a constant, if only the length counts: then the
// operand is not evaluated.
func (p *printer) length(s *ast.RangeStmt) {
	t := p.info.Types[s.X].Type.Underlying()
	if pointer, ok := t.(*types.Pointer); ok {
		t = pointer.Elem().Underlying()
	}
	array, ok := t.(*types.Array)
	if !ok || s.Value != nil || p.calls(s.X) {
		return
	}
	x := ast.Unparen(s.X)
	tv := p.info.Types[x]
	tv.Type = types.Typ[types.Int]
	tv.Value = constant.MakeInt64(array.Len())
	p.info.Types[x] = tv
}

// calls reports whether there are calls or receive operations in an expression.
func (p *printer) calls(x ast.Expr) bool {
	found := false
	ast.Inspect(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			isConversion := p.info.Types[n.Fun].IsType()
			isConstant := p.info.Types[n].Value != nil
			found = found || !isConversion && !isConstant
		case *ast.UnaryExpr:
			found = found || n.Op == token.ARROW
		case *ast.FuncLit:
			return false
		}
		return !found
	})
	return found
}

// parentheses forgets those of `&(x)`, which the compiler's parser drops.
func (p *printer) parentheses(e *ast.UnaryExpr) {
	x := e.X
	for {
		paren, ok := x.(*ast.ParenExpr)
		if !ok {
			return
		}
		delete(p.info.Types, paren)
		x = paren.X
	}
}
