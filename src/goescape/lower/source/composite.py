"""Composite literals."""

from goescape.base.bug import InternalError
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower.source import fitting
from goescape.lower.source.body import Body
from goescape.syntax import nodes as ast
from goescape.types import lookup
from goescape.types.model import Array, Map, Pointer, Slice, Struct, Type
from goescape.types.objects import Var


def lower(body: Body, x: ast.CompositeLit) -> ir.Expr:
    """`T{…}`; where the type was left out inside a literal of pointers, `&T{…}`."""
    t = fitting.value_type(body, x)
    pointer = build.core(t)
    if not isinstance(pointer, Pointer):
        return _literal(body, x, t)
    result = build.addr(x.pos, _literal(body, x, pointer.elem))
    result.type = t
    return result


def _literal(body: Body, x: ast.CompositeLit, t: Type) -> ir.Expr:
    form = build.core(t)
    if isinstance(form, Struct):
        return ir.StructLit(x.pos, t, _fields(body, x, form))
    if isinstance(form, Slice):
        return build.slice_lit(x.pos, t, _elements(body, x, form.elem))
    if isinstance(form, Array):
        return build.array_lit(x.pos, t, _elements(body, x, form.elem))
    if isinstance(form, Map):
        return ir.MapLit(x.pos, t, _entries(body, x, form))
    raise InternalError("composite literal of an unexpected type", x.pos)


def _fields(body: Body, x: ast.CompositeLit, form: Struct) -> list[ir.FieldValue]:
    pairs: list[ir.FieldValue] = []
    for i, elem in enumerate(x.elems):
        if isinstance(elem, ast.KeyValueExpr):
            path = _path(body, form, elem.key)
            field = build.field_at(form, path)
            value = fitting.implicit_convert(body, field.type, elem.value)
            pairs.append(ir.FieldValue(elem.key.pos, field, path, value))
        else:
            field = form.fields[i]
            value = fitting.implicit_convert(body, field.type, elem)
            pairs.append(ir.FieldValue(elem.pos, field, [i], value))
    return pairs


def _path(body: Body, form: Struct, key: ast.Expr) -> list[int]:
    """The indices that lead to the field of a key: several if it is promoted."""
    if not isinstance(key, ast.Name):
        raise InternalError("key of a struct literal is not a name", key.pos)
    found = lookup.lookup_field_or_method(form, False, body.trees.pkg, key.value)
    if not isinstance(found.obj, Var):
        raise InternalError(f"no field {key.value}", key.pos)
    return found.index


def _elements(body: Body, x: ast.CompositeLit, elem_type: Type) -> list[ir.Element]:
    elems: list[ir.Element] = []
    for elem in x.elems:
        if isinstance(elem, ast.KeyValueExpr):
            key = body.expr(elem.key)
            value = fitting.implicit_convert(body, elem_type, elem.value)
            elems.append(ir.Element(elem.key.pos, key, value))
        else:
            value = fitting.implicit_convert(body, elem_type, elem)
            elems.append(ir.Element(elem.pos, None, value))
    return elems


def _entries(body: Body, x: ast.CompositeLit, form: Map) -> list[ir.MapEntry]:
    entries: list[ir.MapEntry] = []
    for elem in x.elems:
        if not isinstance(elem, ast.KeyValueExpr):
            raise InternalError("map literal element without key", elem.pos)
        key = fitting.implicit_convert(body, form.key, elem.key)
        value = fitting.implicit_convert(body, form.value, elem.value)
        entries.append(ir.MapEntry(elem.key.pos, key, value))
    return entries
