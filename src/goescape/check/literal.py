"""Composite and function literals (Go spec, "Composite literals", "Function literals")."""

from typing import Final, final

from goescape.base import codes
from goescape.base.constant import (
    Constant,
    FloatConst,
    IntConst,
    const_string,
    exact_string,
    to_float,
    to_int,
)  # fmt: skip
from goescape.check import (
    assign,
    cycles,
    decl,
    elements,
    expr,
    info,
    oversized,
    selector,
    signature,
    typexpr,
)
from goescape.check import checker as ck
from goescape.check.operand import Operand
from goescape.syntax import nodes as ast
from goescape.syntax.printer import expr_string
from goescape.types import lookup, predicates, typeset
from goescape.types.model import Array, Map, Pointer, Signature, Slice, Struct, Type, underlying
from goescape.types.objects import Scope, Var, is_exported
from goescape.types.typestring import type_key, type_string
from goescape.types.universe import INVALID_TYPE


def func(c: "ck.Checker", x: Operand, e: ast.FuncLit) -> None:
    """`func(…) { … }`; the body is checked later, in the environment of the literal."""
    scope = Scope(c.env.scope)
    sig = signature.of_literal(c, e.type, scope)
    c.later(LiteralBody(c, sig, scope, e))
    x.mode = info.MODE_VALUE
    x.type = sig


class LiteralBody(ck.Action):
    """Check a literal's body; its unused variables are reported with those of the enclosing function."""

    def __init__(self, c: "ck.Checker", sig: Signature, scope: Scope, e: ast.FuncLit) -> None:
        outer = c.env.owner_pos
        owner_pos = outer if outer == oversized.GENERIC else e.pos
        self.body = decl.FuncBody(sig, scope, e.body, c.env.decl, c.env.version, owner_pos)
        # `const c = unsafe.Sizeof(func() { _ = iota })`
        self.body.iota = c.env.iota

    def run(self, c: "ck.Checker") -> None:
        self.body.run(c)


def composite(c: "ck.Checker", x: Operand, e: ast.CompositeLit, hint: Type | None) -> None:
    """`T{…}`, or `{…}` inside a literal whose element type is `hint`."""
    t: Type
    base: Type
    if e.type is not None:
        length_open = _open_array(e.type)
        if length_open is not None:
            array = Array(typexpr.var_type(c, length_open.elem), -1)
            typexpr.record(c, e.type, array)
            t = array
        else:
            t = typexpr.typ(c, e.type)
        base = t
    elif hint is not None:
        t = hint
        base = t
        pointer = typeset.core_type(t)
        if isinstance(pointer, Pointer):
            base = pointer.elem
    else:
        c.error_at(e, codes.UNTYPED_LIT, "missing type in composite literal")
        t = base = INVALID_TYPE
    if not cycles.is_complete(c, base):
        x.invalidate()
        return
    core = typeset.core_type(base)
    if isinstance(core, Struct):
        _struct(c, e, core, base)
    elif isinstance(core, Array):
        _array(c, e, core)
    elif isinstance(core, Slice):
        elements.indexed_elements(c, e.elems, core.elem, -1)
    elif isinstance(core, Map):
        _map(c, e, core)
    else:
        expr.use(c, e.elems)
        if core is None or predicates.is_valid(core):
            shown = type_string(t, c.qualifier)
            what = " element" if e.type is None else ""
            why = " (no common underlying type)" if core is None else ""
            c.error_at(e, codes.INVALID_LIT, f"invalid composite literal{what} type {shown}{why}")
            x.invalidate()
            return
    x.mode = info.MODE_VALUE
    x.type = t


def _open_array(e: ast.Expr) -> ast.ArrayType | None:
    """`[...]T`."""
    if isinstance(e, ast.ArrayType) and e.len is None:
        return e
    return None


def _array(c: "ck.Checker", e: ast.CompositeLit, array: Array) -> None:
    n = elements.indexed_elements(c, e.elems, array.elem, array.length)
    if array.length < 0:
        array.length = n


def _struct(c: "ck.Checker", e: ast.CompositeLit, struct: Struct, base: Type) -> None:
    if not e.elems:
        return
    if isinstance(e.elems[0], ast.KeyValueExpr):
        _keyed_fields(c, e, struct, base)
    else:
        _positional_fields(c, e, struct, base)


def _keyed_fields(c: "ck.Checker", e: ast.CompositeLit, struct: Struct, base: Type) -> None:
    mentioned = _Mentioned()
    for elem in e.elems:
        if not isinstance(elem, ast.KeyValueExpr):
            c.error_at(
                elem,
                codes.MIXED_STRUCT_LIT,
                "mixture of field:value and value elements in struct literal",
            )
            continue
        name = elem.key
        x = Operand()
        expr.generic_expr(c, x, elem.value)
        if not isinstance(name, ast.Name):
            c.error_at(
                elem,
                codes.INVALID_LIT_FIELD,
                f"invalid field name {expr_string(elem.key)} in struct literal",
            )
            continue
        found = lookup.lookup_field_or_method(struct, False, c.pkg, name.value)
        field = _keyed_field(c, struct, base, name, found)
        if field is None or field.type is None:
            continue
        c.info.uses[name.idx] = field
        assign.assignment(c, x, field.type, "struct literal")
        clash = mentioned.add(found.index, field)
        if clash:
            c.error_at(elem, codes.DUPLICATE_LIT_FIELD, clash)


@final
class _Mentioned:
    """The fields of a struct that its literal has values for, and those of the structs embedded in it."""

    def __init__(self) -> None:
        self._fields: Final[dict[int, Var]] = {}
        self._inner: Final[dict[int, _Mentioned]] = {}

    def add(self, path: list[int], field: Var) -> str:
        """Note a field; what is wrong if it, a struct it lies in, or a part of it has a value already."""
        here = self
        for i in path[:-1]:
            outer = here._fields.get(i)
            if outer is not None:
                return (
                    f"cannot specify promoted field {field.name}"
                    f" and enclosing embedded field {outer.name}"
                )
            if i not in here._inner:
                here._inner[i] = _Mentioned()
            here = here._inner[i]
        last = path[-1]
        if last in here._fields:
            return f"duplicate field name {field.name} in struct literal"
        if last in here._inner:
            part = here._inner[last].first()
            return f"cannot specify embedded field {field.name} and enclosed promoted field {part}"
        here._fields[last] = field
        return ""

    def first(self) -> str:
        """The field declared first among those noted."""
        here = self
        while True:
            first = min([*here._fields, *here._inner])
            field = here._fields.get(first)
            if field is not None:
                return field.name
            here = here._inner[first]


def _keyed_field(
    c: "ck.Checker", struct: Struct, base: Type, name: ast.Name, found: lookup.Lookup
) -> Var | None:
    """The field that a key names: the struct's own, or (Go 1.27) one promoted from an embedded struct."""
    if found.obj is None:
        near = lookup.lookup_field_or_method(struct, False, c.pkg, name.value, True).obj
        c.error_at(
            name, codes.MISSING_LIT_FIELD, selector.lookup_error(c, base, name.value, near, True)
        )
        return None
    if not isinstance(found.obj, Var):
        c.error_at(name, codes.INVALID_LIT_FIELD, f"{name.value} is not a field")
        return None
    if len(found.index) > 1:
        shown = type_string(base, c.qualifier)
        path = _field_path(struct, found.index)
        if not c.require(
            name.pos, 27, f"use of promoted field {path} in struct literal of type {shown}"
        ):
            return None
    if found.indirect:
        c.error_at(
            name,
            codes.INVALID_LIT_FIELD,
            f"invalid implicit pointer indirection to reach {name.value}",
        )
        return None
    return found.obj


def _field_path(struct: Struct, index: list[int]) -> str:
    """The names of the fields on the way to a promoted one: `A.B.f`."""
    names: list[str] = []
    current: Struct | None = struct
    for i in index:
        if current is None:
            break
        field = current.fields[i]
        names.append(field.name)
        under = underlying(field.type) if field.type is not None else None
        if isinstance(under, Pointer):
            under = underlying(under.elem)
        current = under if isinstance(under, Struct) else None
    return ".".join(names)


def _same_pkg(c: "ck.Checker", field: Var) -> bool:
    return field.pkg is c.pkg or (field.pkg is not None and field.pkg.path == c.pkg.path)


def _positional_fields(c: "ck.Checker", e: ast.CompositeLit, struct: Struct, base: Type) -> None:
    for i, elem in enumerate(e.elems):
        if isinstance(elem, ast.KeyValueExpr):
            c.error_at(
                elem,
                codes.MIXED_STRUCT_LIT,
                "mixture of field:value and value elements in struct literal",
            )
            continue
        field = struct.fields[i] if i < len(struct.fields) else None
        x = Operand()
        expr.generic_expr(c, x, elem)
        if field is None or field.type is None:
            shown = type_string(base, c.qualifier)
            text = f"too many values in struct literal of type {shown}"
            c.error_at(elem, codes.INVALID_STRUCT_LIT, text)
            break
        if not is_exported(field.name) and not _same_pkg(c, field):
            shown = type_string(base, c.qualifier)
            text = f"implicit assignment to unexported field {field.name} in struct literal of type {shown}"
            c.error_at(elem, codes.UNEXPORTED_LIT_FIELD, text)
            continue
        assign.assignment(c, x, field.type, "struct literal")
    if len(e.elems) < len(struct.fields):
        hidden = any(
            not is_exported(each.name) and not _same_pkg(c, each) for each in struct.fields
        )
        hint = " (type has unexported fields - use key:value pairs)" if hidden else ""
        shown = type_string(base, c.qualifier)
        text = f"too few values in struct literal of type {shown}{hint}"
        c.error(e.rbrace, codes.INVALID_STRUCT_LIT, text)


def _map(c: "ck.Checker", e: ast.CompositeLit, map_: Map) -> None:
    seen: set[str] = set()
    for elem in e.elems:
        if not isinstance(elem, ast.KeyValueExpr):
            c.error_at(elem, codes.MISSING_LIT_KEY, "missing key in map literal")
            continue
        x = Operand()
        expr.generic_expr(c, x, elem.key, map_.key)
        assign.assignment(c, x, map_.key, "map literal")
        if not x.is_valid:
            continue
        if x.mode == info.MODE_CONSTANT and x.value is not None:
            key = _key_text(x.type, x.value, predicates.is_interface(map_.key))
            if key in seen:
                c.error_at(
                    elem,
                    codes.DUPLICATE_LIT_KEY,
                    f"duplicate key {const_string(x.value)} in map literal",
                )
                continue
            seen.add(key)
        y = Operand()
        expr.generic_expr(c, y, elem.value, map_.value)
        assign.assignment(c, y, map_.value, "map literal")


def _key_text(t: Type, value: Constant, with_type: bool) -> str:
    """Equal constants have the same text, whatever their kinds: 1, 1.0 and 1 + 0i."""
    plain = to_float(value)
    whole = to_int(plain)
    if isinstance(whole, IntConst):
        value = whole
    elif isinstance(plain, FloatConst):
        value = plain
    text = exact_string(value)
    return f"{type_key(t)} {text}" if with_type else text
