"""Switch statements over values and types."""

from goescape.base import constant
from goescape.base.constant import BoolConst, Constant
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.source import blocks, deadcode, fitting
from goescape.lower.source.body import Body
from goescape.lower.source.trees import concrete, unpack
from goescape.syntax import nodes as ast
from goescape.types import identity, missingmethod, universe
from goescape.types.model import Chan, Interface, Type, underlying


def lower(body: Body, switch: ast.SwitchStmt, out: list[ir.Stmt]) -> None:
    label = blocks.own_label(out)
    init: list[ir.Stmt] = []
    if switch.init is not None:
        blocks.append_list(body, [switch.init], init)
    node: ir.Switch | ir.TypeSwitch
    if isinstance(switch.tag, ast.TypeSwitchGuard):
        node = _type_switch(body, switch, switch.tag, label)
    else:
        node = _value_switch(body, switch, switch.tag, label)
    first = blocks.as_one(init)
    if first is not None:
        node.init = [first]
    out.append(node)


# -------------------------------------------------------------------------------- type switches


def _type_switch(
    body: Body, switch: ast.SwitchStmt, guard: ast.TypeSwitchGuard, label: ir.Label | None
) -> ir.TypeSwitch:
    operand = body.expr(guard.x)
    name = "" if guard.lhs is None else guard.lhs.value
    clauses = [_type_clause(body, clause) for clause in switch.clauses]
    return ir.TypeSwitch(switch.pos, operand, name, guard.pos, clauses, label)


def _type_clause(body: Body, clause: ast.CaseClause) -> ir.CaseClause:
    cases = unpack(clause.cases)
    values: list[ir.Expr] = []
    for case in cases:
        if body.trees.is_nil(case):
            values.append(ir.Nil(case.pos, body.trees.type_of(case)))
        else:
            t = body.trees.type_of(case)
            body.mention_type(t)
            values.append(ir.TypeExpr(case.pos, t))
    var = body.info.clause_vars.get(clause)
    local: ir.Local | None = None
    if var is not None:
        pos = type_end(cases[-1]) if cases else clause.pos
        local = body.declare_named(pos, var, var.name, declare.type_of(var), var.pkg)
    node = ir.CaseClause(clause.pos, values, [], local)
    if local is not None:
        local.defn = node
    node.body = blocks.lower_list(body, clause.body)
    return node


def type_end(x: ast.Expr) -> int:
    """Where a type expression ends, roughly: the position of a clause's variable."""
    while True:
        if isinstance(x, ast.SelectorExpr):
            return x.x.pos
        inner: ast.Expr | None
        if isinstance(x, (ast.ParenExpr, ast.Operation)):
            inner = x.x
        elif isinstance(x, (ast.ArrayType, ast.ChanType, ast.DotsType, ast.SliceType)):
            inner = x.elem
        elif isinstance(x, ast.MapType):
            inner = x.value
        elif isinstance(x, ast.InterfaceType):
            inner = _last_type(x.methods)
        elif isinstance(x, ast.FuncType):
            inner = _last_type(x.results) or _last_type(x.params)
        elif isinstance(x, ast.IndexExpr):
            inner = unpack(x.index)[-1]
        else:
            return x.pos
        if inner is None:
            return x.pos
        x = inner


def _last_type(fields: list[ast.Field]) -> ast.Expr | None:
    return fields[-1].type if fields else None


# ------------------------------------------------------------------------------- value switches


def _value_switch(
    body: Body, switch: ast.SwitchStmt, tag: ast.Expr | None, label: ir.Label | None
) -> ir.Switch:
    tag_type = universe.bool_type() if tag is None else concrete(body.trees.type_of(tag))
    tag_value: Constant | None = BoolConst(True) if tag is None else body.trees.value_of(tag)
    clauses = switch.clauses
    is_default = False
    if tag_value is not None:
        chosen = _constant_choice(body, switch, tag_value)
        if chosen is not None:
            clauses = chosen
            is_default = True
            tag = None
            tag_type = universe.bool_type()
    is_chan = isinstance(underlying(tag_type), Chan)
    if not is_chan and not is_default and not _cases_fit(body, clauses, tag_type):
        tag_type = Interface([], [])
        tag_type.complete = True
    operand = None if tag is None else fitting.implicit_convert(body, tag_type, tag)
    case_type: Type | None = None if is_chan else tag_type
    lowered: list[ir.CaseClause] = []
    for clause in clauses:
        cases = [] if is_default else unpack(clause.cases)
        values = [fitting.implicit_convert(body, case_type, case) for case in cases]
        node = ir.CaseClause(clause.pos, values, [], None)
        node.body = blocks.lower_list(body, clause.body)
        lowered.append(node)
    return ir.Switch(switch.pos, operand, lowered, label)


def _constant_choice(
    body: Body, switch: ast.SwitchStmt, tag: Constant
) -> list[ast.CaseClause] | None:
    """The clause, if any, that a constant tag always selects; None if that is not known."""
    chosen: ast.CaseClause | None = None
    found = False
    for clause in switch.clauses:
        if found:
            break
        if clause.cases is None:
            chosen = clause
        for case in unpack(clause.cases):
            value = body.trees.value_of(case)
            if value is None:
                return None
            if constant.compare(tag, ast.OP_EQL, value):
                chosen = clause
                found = True
                break
    if chosen is None:
        return []
    if deadcode.ends_in_fallthrough(chosen.body):
        return None
    return [chosen]


def _cases_fit(body: Body, clauses: list[ast.CaseClause], tag: Type) -> bool:
    """Whether all case values can be converted to the tag's type; else all become `any`."""
    for clause in clauses:
        for case in unpack(clause.cases):
            t = concrete(body.trees.type_of(case))
            if not (build.is_interface(t) or build.is_interface(tag)):
                continue
            if not _assignable(t, tag):
                return False
    return True


def _assignable(src: Type, dst: Type) -> bool:
    """For two types of which one is an interface."""
    if identity.identical(src, dst):
        return True
    if not build.is_interface(dst):
        return False
    missing, _ = missingmethod.missing_method(src, underlying(dst), True)
    return missing is None
