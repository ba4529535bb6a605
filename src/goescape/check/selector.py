"""Selectors `x.f`, qualified identifiers, method values and method expressions (Go spec, "Selectors")."""

from typing import Final

from goescape.base import codes
from goescape.check import checker as ck
from goescape.check import cycles, expr, info
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.syntax.printer import expr_string
from goescape.types import implements, lookup, predicates
from goescape.types.model import Pointer, Signature, Tuple, Type, underlying
from goescape.types.objects import (
    VAR_PARAM,
    Builtin,
    Const,
    Func,
    PkgName,
    TypeName,
    Var,
    is_exported,
    is_valid_name,
)  # fmt: skip
from goescape.types.typestring import type_string
from goescape.types.universe import INVALID_TYPE


def check(c: "ck.Checker", x: Operand, e: ast.SelectorExpr, want_type: bool) -> None:
    """What `e.x.sel` denotes."""
    _check(c, x, e, want_type)
    if not x.is_valid:
        x.type = INVALID_TYPE


def _check(c: "ck.Checker", x: Operand, e: ast.SelectorExpr, want_type: bool) -> None:
    if isinstance(e.x, ast.Name):
        obj, _ = c.lookup(e.x.value)
        if isinstance(obj, PkgName):
            c.info.uses[e.x.idx] = obj
            obj.used = True
            _qualified(c, x, e, obj)
            return
    expr.expr_or_type(c, x, e.x, False)
    if x.mode == info.MODE_BUILTIN:
        c.error(
            e.pos,
            codes.INVALID_PKG_USE,
            f"invalid use of {operand_string(x, c.qualifier)} in selector expression",
        )
        x.invalidate()
        return
    if not x.is_valid:
        return
    if not cycles.is_complete(c, x.type):
        x.invalidate()
        return
    if want_type:
        c.error_at(e.sel, codes.NOT_A_TYPE, f"{expr_string(e)} is not a type")
        x.invalidate()
        return
    pointer = underlying(x.type)
    if isinstance(pointer, Pointer) and not cycles.is_complete(c, pointer.elem):
        x.invalidate()
        return
    _select(c, x, e)


def _qualified(c: "ck.Checker", x: Operand, e: ast.SelectorExpr, pkg_name: PkgName) -> None:
    pkg = pkg_name.imported
    name = e.sel.value
    obj = pkg.scope.lookup(name)
    x.mode = info.MODE_NONE
    x.expr = e
    if obj is None or not is_exported(name):
        if obj is None and (pkg.is_fake or not is_valid_name(name)):
            return
        if obj is None:
            near = ""
            for other in pkg.scope.names():
                if not near and is_exported(other) and other.casefold() == name.casefold():
                    near = f" (but have {other})"
            c.error_at(
                e.sel, codes.UNDECLARED_IMPORTED_NAME, f"undefined: {pkg_name.name}.{name}{near}"
            )
            return
        c.error_at(e.sel, codes.UNEXPORTED_NAME, f"name {name} not exported by package {pkg.name}")
    c.info.uses[e.sel.idx] = obj
    if isinstance(obj, Const):
        if obj.type is None or obj.value is None:
            return
        x.set_const(obj.type, obj.value)
    elif isinstance(obj, TypeName):
        if obj.type is None:
            return
        x.mode = info.MODE_TYPE
        x.type = obj.type
    elif isinstance(obj, Var):
        if obj.type is None:
            return
        x.mode = info.MODE_VARIABLE
        x.type = obj.type
    elif isinstance(obj, Func):
        if obj.signature is None:
            return
        x.mode = info.MODE_VALUE
        x.type = obj.signature
    elif isinstance(obj, Builtin):
        x.mode = info.MODE_BUILTIN
        x.builtin = obj.id
    x.expr = e


def _select(c: "ck.Checker", x: Operand, e: ast.SelectorExpr) -> None:
    name = e.sel.value
    if x.is_nil:
        text = f"{expr_string(e)} undefined (type untyped nil has no field or method {name})"
        c.error_at(e.sel, codes.MISSING_FIELD_OR_METHOD, text)
        x.invalidate()
        return
    addressable = x.mode == info.MODE_VARIABLE
    found = lookup.lookup_field_or_method(x.type, addressable, c.pkg, name)
    obj = found.obj
    if obj is None:
        _report(c, x, e, found)
        x.invalidate()
        return
    if isinstance(obj, Func):
        (obj.origin if obj.origin is not None else obj).declared()
    c.info.uses[e.sel.idx] = obj
    if x.mode == info.MODE_TYPE:
        _method_expr(c, x, e, obj, found)
    elif isinstance(obj, Var):
        _field(c, x, e, obj, found)
    else:
        _method_value(c, x, e, obj, found)


def _field(
    c: "ck.Checker", x: Operand, e: ast.SelectorExpr, obj: Var, found: lookup.Lookup
) -> None:
    t = obj.type
    if t is None:
        x.invalidate()
        return
    c.info.selections[e.idx] = info.Selection(
        info.FIELD_VALUE, x.type, obj, found.index, found.indirect, t
    )
    if x.mode == info.MODE_VARIABLE or found.indirect:
        x.mode = info.MODE_VARIABLE
    else:
        x.mode = info.MODE_VALUE
    x.type = t
    c.info.types[e.sel.idx] = t


def _method_value(
    c: "ck.Checker", x: Operand, e: ast.SelectorExpr, obj: Func, found: lookup.Lookup
) -> None:
    signature = obj.signature
    if signature is None:
        x.invalidate()
        return
    c.depend(obj.origin if obj.origin is not None else obj)
    bound = Signature(
        None, signature.params, signature.results, signature.variadic, signature.tparams, []
    )
    c.info.selections[e.idx] = info.Selection(
        info.METHOD_VALUE, x.type, obj, found.index, found.indirect, bound
    )
    x.mode = info.MODE_VALUE
    x.type = bound
    x.value = None
    c.info.types[e.sel.idx] = bound


def _method_expr(
    c: "ck.Checker",
    x: Operand,
    e: ast.SelectorExpr,
    obj: Var | Func,
    found: lookup.Lookup,
) -> None:
    if isinstance(obj, Var):
        shown = type_string(x.type, c.qualifier)
        name = e.sel.value
        c.error_at(
            e.x,
            codes.MISSING_FIELD_OR_METHOD,
            f"operand for field selector {name} must be value of type {shown}",
        )
        x.invalidate()
        return
    signature = obj.signature
    if signature is None:
        x.invalidate()
        return
    c.depend(obj.origin if obj.origin is not None else obj)
    if signature.recv is None:
        c.error_at(e, codes.INVALID_DECL_CYCLE, "illegal cycle in method declaration")
        x.invalidate()
        return
    params = list(signature.params.vars)
    name = ""
    if params and params[0].name:
        # Either all parameters have names or none has.
        name = signature.recv.name if signature.recv is not None else ""
        name = name or "_"
    receiver = Var(e.pos, c.pkg, name, x.type, VAR_PARAM)
    plain = Signature(
        None,
        Tuple([receiver, *params]),
        signature.results,
        signature.variadic,
        signature.tparams,
        [],
    )
    c.info.selections[e.idx] = info.Selection(
        info.METHOD_EXPR, x.type, obj, found.index, found.indirect, plain
    )
    x.mode = info.MODE_VALUE
    x.type = plain
    x.value = None
    c.info.types[e.sel.idx] = plain


def _report(c: "ck.Checker", x: Operand, e: ast.SelectorExpr, found: lookup.Lookup) -> None:
    """Why there is no such field or method."""
    name = e.sel.value
    text = expr_string(e)
    if predicates.is_invalid(underlying(x.type)):
        return
    if found.index:
        c.error_at(e.sel, codes.AMBIGUOUS_SELECTOR, f"ambiguous selector {text}")
        return
    if found.indirect:
        shown = type_string(x.type, c.qualifier)
        if x.mode == info.MODE_TYPE:
            c.error_at(
                e.sel,
                codes.INVALID_METHOD_EXPR,
                f"invalid method expression {text} (needs pointer receiver (*{shown}).{name})",
            )
        else:
            c.error_at(
                e.sel, codes.INVALID_METHOD_EXPR, f"cannot call pointer method {name} on {shown}"
            )
        return
    if implements.is_interface_pointer(x.type):
        why = implements.interface_pointer_text(x.type, c.qualifier)
    else:
        is_variable = x.mode == info.MODE_VARIABLE
        near = lookup.lookup_field_or_method(x.type, is_variable, c.pkg, name, True).obj
        why = lookup_error(c, x.type, name, near, False)
    c.error_at(e.sel, codes.MISSING_FIELD_OR_METHOD, f"{text} undefined ({why})")


_MISSING: Final = 0
_MISSPELLED: Final = 1  # differs in capitalisation
_UNEXPORTED: Final = 2  # differs in the case of its first letter, and is not exported
_INACCESSIBLE: Final = 3  # has the name, and is not exported by its package


def lookup_error(
    c: "ck.Checker", t: Type, name: str, near: Var | Func | None, is_literal: bool
) -> str:
    """Why t has no field or method (in a struct literal: no field) `name`; `near` differs only in case."""
    shown = type_string(t, c.qualifier)
    state = _MISSING
    other = ""
    what = "object"
    if near is not None:
        other = near.name
        what = "field" if isinstance(near, Var) else "method"
        state = _nearness(c, name, near)
    if is_literal:
        if state == _INACCESSIBLE:
            return f"cannot refer to unexported field {other} in struct literal of type {shown}"
        text = f"unknown field {name} in struct literal of type {shown}"
        if state == _MISSPELLED:
            return f"{text}, but does have {other}"
        return f"{text}, but does have unexported {other}" if state == _UNEXPORTED else text
    if state == _INACCESSIBLE:
        return f"cannot refer to unexported {what} {other}"
    text = f"type {shown} has no field or method {name}"
    if state == _MISSPELLED:
        return f"{text}, but does have {what} {other}"
    return f"{text}, but does have unexported {what} {other}" if state == _UNEXPORTED else text


def _nearness(c: "ck.Checker", name: str, near: Var | Func) -> int:
    other = near.name
    if near.pkg is c.pkg:
        return _MISSPELLED
    if is_exported(name):
        if is_exported(other):
            return _MISSPELLED
        return _UNEXPORTED if name[1:] == other[1:] else _MISSING
    if is_exported(other):
        return _MISSPELLED if name[1:] == other[1:] else _MISSING
    return _INACCESSIBLE if name == other else _MISSING
