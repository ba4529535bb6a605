"""Bodies of functions: which module lowers which form of expression and statement."""

from typing import final

from goescape.base.bug import InternalError
from goescape.check.info import MODE_NIL
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower.making.builder import Builder
from goescape.lower.source import (
    assign,
    blocks,
    call,
    closure,
    composite,
    expr,
    loops,
    rangefunc,
    select,
    stmt,
    switch,
)
from goescape.lower.source.body import Body
from goescape.lower.source.rangeplan import EDIT_DEFER
from goescape.lower.source.trees import concrete, unparen
from goescape.syntax import nodes as ast


@final
class FunctionBody(Body):
    """A body of which everything can be lowered."""

    def within(self, func: ir.Func) -> Body:
        return FunctionBody(self.trees, Builder(self.asm, func, self.is_template), self)

    def expr(self, x: ast.Expr) -> ir.Expr:
        x = unparen(x)
        trees = self.trees
        value = trees.value_of(x)
        if value is not None:
            t = concrete(trees.type_of(x))
            self.mention_type(t)
            return build.literal(x.pos, t, value)
        if self.info.modes[x.idx] == MODE_NIL:
            t = trees.type_of(x)
            self.mention_type(t)
            return ir.Nil(x.pos, t)
        name = trees.denoting_name(x)
        if name is not None:
            obj = self.info.uses[name.idx]
            if obj is not None:
                return expr.denoted(self, x, name, obj)
        return _expression(self, x)

    def stmt(self, node: ast.Stmt, out: list[ir.Stmt]) -> None:
        if self.nest is not None:
            edit = self.nest.plan.edits.get(node)
            if edit is not None and edit.kind != EDIT_DEFER:
                rangefunc.edited(self, node, edit, out)
                return
        _statement(self, node, out)


def _expression(body: Body, x: ast.Expr) -> ir.Expr:
    if isinstance(x, ast.CallExpr):
        return call.lower(body, x)
    if isinstance(x, ast.SelectorExpr):
        return expr.selector(body, x)
    if isinstance(x, ast.Operation):
        return expr.operation(body, x)
    if isinstance(x, ast.IndexExpr):
        return expr.index(body, x)
    if isinstance(x, ast.CompositeLit):
        return composite.lower(body, x)
    if isinstance(x, ast.FuncLit):
        return closure.lower(body, x)
    if isinstance(x, ast.SliceExpr):
        return expr.slicing(body, x)
    if isinstance(x, ast.AssertExpr):
        return expr.assertion(body, x)
    raise InternalError(f"unexpected expression {type(x).__name__}", x.pos)


def _statement(body: Body, node: ast.Stmt, out: list[ir.Stmt]) -> None:
    if isinstance(node, ast.AssignStmt):
        assign.lower(body, node, out)
    elif isinstance(node, ast.ExprStmt):
        stmt.expression(body, node, out)
    elif isinstance(node, ast.IfStmt):
        stmt.conditional(body, node, out)
    elif isinstance(node, ast.ReturnStmt):
        stmt.returned(body, node, out)
    elif isinstance(node, ast.BlockStmt):
        out.extend(blocks.lower_list(body, node.stmts))
    elif isinstance(node, ast.DeclStmt):
        for decl in node.decls:
            if isinstance(decl, ast.VarDecl):
                assign.declaration(body, decl, out)
    elif isinstance(node, ast.ForStmt):
        loops.lower(body, node, out)
    elif isinstance(node, ast.SwitchStmt):
        switch.lower(body, node, out)
    elif isinstance(node, ast.CallStmt):
        stmt.go_defer(body, node, out)
    elif isinstance(node, ast.BranchStmt):
        label = None if node.label is None else body.label(node.label.value)
        out.append(ir.Jump(node.pos, node.kind, label))
    elif isinstance(node, ast.SendStmt):
        stmt.sent(body, node, out)
    elif isinstance(node, ast.LabeledStmt):
        stmt.labeled(body, node, out)
    elif isinstance(node, ast.SelectStmt):
        select.lower(body, node, out)
    elif not isinstance(node, ast.EmptyStmt):
        raise InternalError(f"unexpected statement {type(node).__name__}", node.pos)
