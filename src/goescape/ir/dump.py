"""A readable text of functions in ir, for golden tests and for people.

One statement a line, indented by nesting; expressions in a Go-like spelling that shows what the source leaves
out: `implicit` nodes are marked with a trailing `'`, conversions name their kind, temporaries show their init.

    f(p *int) (~r0 any)
      decl x
      x := 1
      return iface'(x)
"""

from typing import Final

from goescape.base import constant
from goescape.ir import nodes as ir
from goescape.syntax.nodes import OP_TEXT
from goescape.types.model import Type
from goescape.types.objects import Package
from goescape.types.typestring import gc_type_string

_CONVERSIONS: Final = (
    "nop", "num", "iface", "bytes2str", "runes2str", "rune2str", "str2bytes", "str2runes",
    "slice2arr", "slice2arrptr", "generic",
)  # fmt: skip
_JUMPS: Final = ("break", "continue", "fallthrough", "goto")


def function(func: ir.Func, pkg: Package) -> str:
    """The text of one function with its literals' bodies left where they are made."""
    lines: list[str] = []
    params = ", ".join(f"{var.name} {_type(var.type, pkg)}" for var in func.params)
    results = ", ".join(f"{var.name} {_type(var.type, pkg)}" for var in func.results)
    head = f"{func.name}({params})"
    if results:
        head += f" ({results})"
    if func.captures:
        head += " captures " + ", ".join(var.name for var in func.captures)
    if func.body is None:
        lines.append(head + " without body")
    else:
        lines.append(head)
        _stmts(func.body, 1, lines, pkg)
    return "\n".join(lines) + "\n"


def unit(u: ir.Unit) -> str:
    """All functions of a package in list order."""
    return "\n".join(function(func, u.pkg) for func in u.funcs)


def _type(t: Type, pkg: Package) -> str:
    return gc_type_string(t, pkg)


def _stmts(stmts: list[ir.Stmt], depth: int, lines: list[str], pkg: Package) -> None:
    for stmt in stmts:
        _stmt(stmt, depth, lines, pkg)


def _line(depth: int, text: str, lines: list[str]) -> None:
    lines.append("  " * depth + text)


def _stmt(stmt: ir.Stmt, depth: int, lines: list[str], pkg: Package) -> None:
    if stmt.init:
        _stmts(stmt.init, depth, lines, pkg)
    if isinstance(stmt, ir.Declare):
        _line(depth, f"decl {stmt.var.name}", lines)
    elif isinstance(stmt, ir.Assign):
        op = ":=" if stmt.defines else "="
        value = "zero" if stmt.value is None else expr(stmt.value, pkg)
        _line(depth, f"{_target(stmt.target, pkg)} {op} {value}", lines)
    elif isinstance(stmt, ir.AssignList):
        op = ":=" if stmt.defines else "="
        targets = ", ".join(_target(target, pkg) for target in stmt.targets)
        _line(depth, f"{targets} {op}{stmt.kind} {_list(stmt.values, pkg)}", lines)
    elif isinstance(stmt, ir.AssignOp):
        _line(depth, f"{expr(stmt.target, pkg)} {OP_TEXT[stmt.op]}= {expr(stmt.value, pkg)}", lines)
    elif isinstance(stmt, ir.ExprStmt):
        _line(depth, expr(stmt.x, pkg), lines)
    elif isinstance(stmt, ir.Return):
        _line(depth, f"return {_list(stmt.values, pkg)}".rstrip(), lines)
    elif isinstance(stmt, ir.Send):
        _line(depth, f"{expr(stmt.chan, pkg)} <- {expr(stmt.value, pkg)}", lines)
    elif isinstance(stmt, ir.GoDefer):
        word = "defer" if stmt.is_defer else "go"
        _line(depth, f"{word} {expr(stmt.call, pkg)}", lines)
    elif isinstance(stmt, ir.GenericGoDefer):
        word = "defer" if stmt.is_defer else "go"
        _line(depth, f"generic {word} {expr(stmt.call, pkg)}", lines)
    elif isinstance(stmt, ir.LabelMark):
        _line(depth, f"{stmt.label.name}:", lines)
    elif isinstance(stmt, ir.Jump):
        label = "" if stmt.label is None else f" {stmt.label.name}"
        _line(depth, _JUMPS[stmt.kind] + label, lines)
    elif isinstance(stmt, ir.CheckNil):
        _line(depth, f"checknil {expr(stmt.x, pkg)}", lines)
    else:
        _compound(stmt, depth, lines, pkg)


def _compound(stmt: ir.Stmt, depth: int, lines: list[str], pkg: Package) -> None:
    if isinstance(stmt, ir.Block):
        _line(depth, "block", lines)
        _stmts(stmt.stmts, depth + 1, lines, pkg)
    elif isinstance(stmt, ir.If):
        _line(depth, f"if {expr(stmt.cond, pkg)}", lines)
        _stmts(stmt.then, depth + 1, lines, pkg)
        if stmt.els:
            _line(depth, "else", lines)
            _stmts(stmt.els, depth + 1, lines, pkg)
    elif isinstance(stmt, ir.For):
        cond = "" if stmt.cond is None else " " + expr(stmt.cond, pkg)
        _line(depth, f"for{cond}", lines)
        if stmt.post is not None:
            _line(depth, "post", lines)
            _stmt(stmt.post, depth + 2, lines, pkg)
        _stmts(stmt.body, depth + 1, lines, pkg)
    elif isinstance(stmt, ir.Range):
        targets = f"{_target(stmt.key, pkg)}, {_target(stmt.value, pkg)}"
        _line(depth, f"for {targets} = range {expr(stmt.x, pkg)}", lines)
        _stmts(stmt.body, depth + 1, lines, pkg)
    elif isinstance(stmt, ir.Switch):
        tag = "" if stmt.tag is None else " " + expr(stmt.tag, pkg)
        _line(depth, f"switch{tag}", lines)
        _clauses(stmt.clauses, depth, lines, pkg)
    elif isinstance(stmt, ir.TypeSwitch):
        _line(depth, f"switch {stmt.var_name} := {expr(stmt.x, pkg)}.(type)", lines)
        _clauses(stmt.clauses, depth, lines, pkg)
    elif isinstance(stmt, ir.Select):
        _line(depth, "select", lines)
        for clause in stmt.clauses:
            _line(depth, "case", lines)
            if clause.comm is not None:
                _stmt(clause.comm, depth + 2, lines, pkg)
            _stmts(clause.body, depth + 1, lines, pkg)


def _clauses(clauses: list[ir.CaseClause], depth: int, lines: list[str], pkg: Package) -> None:
    for clause in clauses:
        var = "" if clause.var is None else f" as {clause.var.name}"
        values = _list(clause.values, pkg)
        _line(depth, f"case {values}{var}" if clause.values else f"default{var}", lines)
        _stmts(clause.body, depth + 1, lines, pkg)


def _target(x: ir.Expr | None, pkg: Package) -> str:
    return "_" if x is None else expr(x, pkg)


def _list(xs: list[ir.Expr], pkg: Package) -> str:
    return ", ".join(expr(x, pkg) for x in xs)


def _optional(x: ir.Expr | None, pkg: Package) -> str:
    return "" if x is None else expr(x, pkg)


def expr(x: ir.Expr, pkg: Package) -> str:
    """One expression on one line, its init statements in braces before it."""
    if not x.init:
        return _form(x, pkg)
    lines: list[str] = []
    _stmts(x.init, 0, lines, pkg)
    return "{" + "; ".join(lines) + "} " + _form(x, pkg)


def _form(x: ir.Expr, pkg: Package) -> str:
    if isinstance(x, ir.Use):
        return x.var.name
    if isinstance(x, ir.GlobalPart):
        return f"{x.var.name}@{x.offset}"
    if isinstance(x, ir.GlobalUse):
        return x.var.name
    if isinstance(x, ir.FuncUse):
        return x.func.name
    if isinstance(x, ir.Literal):
        return f"{_type(x.type, pkg)}({constant.const_string(x.value)})"
    if isinstance(x, ir.Nil):
        return "nil"
    if isinstance(x, ir.Field):
        arrow = "->" if x.via_pointer else "."
        return f"{expr(x.x, pkg)}{arrow}{x.field.name}" + ("'" if x.implicit else "")
    if isinstance(x, ir.Convert):
        mark = "'" if x.implicit else ""
        return f"{_CONVERSIONS[x.kind]}{mark}[{_type(x.type, pkg)}]({expr(x.x, pkg)})"
    if isinstance(x, ir.Call):
        dots = "..." if x.has_dots else ""
        return f"{expr(x.fun, pkg)}({_list(x.args, pkg)}{dots})"
    if isinstance(x, ir.BuiltinCall):
        dots = "..." if x.has_dots else ""
        return f"{ir.BUILTIN_TEXT[x.builtin]}({_list(x.args, pkg)}{dots})"
    if isinstance(x, ir.MethodExpr):
        return f"({_type(x.recv, pkg)}).{x.method.name}"
    if isinstance(x, (ir.InterfaceMethod, ir.TypeParamMethod)):
        return f"{expr(x.x, pkg)}.{x.method.name}"
    if isinstance(x, ir.MethodValue):
        return f"bound {expr(x.x, pkg)}.{x.method.name}"
    if isinstance(x, ir.GenericFuncUse):
        return f"{x.obj.name}[{', '.join(_type(t, pkg) for t in x.targs)}]"
    if isinstance(x, ir.Binary):
        return f"({expr(x.x, pkg)} {OP_TEXT[x.op]} {expr(x.y, pkg)})"
    if isinstance(x, ir.Unary):
        return f"({OP_TEXT[x.op]}{expr(x.x, pkg)})"
    if isinstance(x, ir.Deref):
        return f"*{_mark(x.implicit)}{expr(x.x, pkg)}"
    if isinstance(x, ir.AddrOf):
        return f"&{_mark(x.implicit)}{expr(x.x, pkg)}"
    if isinstance(x, ir.FuncLit):
        return f"func {x.func.name}"
    return _other_form(x, pkg)


def _mark(implicit: bool) -> str:
    return "'" if implicit else ""


def _other_form(x: ir.Expr, pkg: Package) -> str:
    if isinstance(x, (ir.Index, ir.MapIndex)):
        return f"{expr(x.x, pkg)}[{expr(x.index, pkg)}]"
    if isinstance(x, ir.SliceOp):
        bounds = f"{_optional(x.lo, pkg)}:{_optional(x.hi, pkg)}:{_optional(x.max, pkg)}"
        return f"{expr(x.x, pkg)}[{bounds}]"
    if isinstance(x, ir.TypeAssert):
        return f"{expr(x.x, pkg)}.({_type(x.type, pkg)})"
    if isinstance(x, ir.Receive):
        return f"<-{expr(x.x, pkg)}"
    if isinstance(x, ir.Concat):
        return " + ".join(expr(elem, pkg) for elem in x.elems)
    if isinstance(x, ir.StructLit):
        pairs = ", ".join(f"{pair.field.name}: {expr(pair.value, pkg)}" for pair in x.elems)
        return f"{_type(x.type, pkg)}{{{pairs}}}"
    if isinstance(x, (ir.ArrayLit, ir.SliceLit)):
        return f"{_type(x.type, pkg)}{{{', '.join(_element(e, pkg) for e in x.elems)}}}"
    if isinstance(x, ir.MapLit):
        entries = ", ".join(f"{expr(e.key, pkg)}: {expr(e.value, pkg)}" for e in x.elems)
        return f"{_type(x.type, pkg)}{{{entries}}}"
    if isinstance(x, ir.PtrLit):
        return f"&lit {expr(x.x, pkg)}"
    if isinstance(x, ir.New):
        return f"new {_type(x.type, pkg)}"
    if isinstance(x, ir.MakeSlice):
        return f"make({_type(x.type, pkg)}, {expr(x.len, pkg)}, {_optional(x.cap, pkg)})"
    if isinstance(x, ir.MakeMap):
        return f"make({_type(x.type, pkg)}, {_optional(x.hint, pkg)})"
    if isinstance(x, ir.MakeChan):
        return f"make({_type(x.type, pkg)}, {_optional(x.size, pkg)})"
    if isinstance(x, ir.DictArg):
        return x.text
    if isinstance(x, ir.DictWord):
        return f".dict[{x.index}]"
    if isinstance(x, ir.TypeSize):
        return f"size{x.what}({_type(x.of, pkg)})"
    if isinstance(x, ir.InlinedCall):
        return f"inlined {x.callee.name}"
    return _type(x.type, pkg)


def _element(elem: ir.Element, pkg: Package) -> str:
    value = expr(elem.value, pkg)
    return value if elem.key is None else f"{expr(elem.key, pkg)}: {value}"
