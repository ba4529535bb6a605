"""What an identifier stands for."""

from typing import Final

from goescape.base import codes
from goescape.check import checker as ck
from goescape.check import decl, info
from goescape.check.operand import Operand
from goescape.syntax import nodes as ast
from goescape.types.model import (
    UNTYPED_NIL,
    TypeParam,
)  # fmt: skip
from goescape.types.objects import (
    Builtin,
    Const,
    Func,
    Nil,
    Object,
    PkgName,
    TypeName,
    Var,
    is_valid_name,
)  # fmt: skip
from goescape.types.universe import INVALID_TYPE, IOTA_OBJECT, TYP

VAR_KINDS: Final = (
    "package-level variable", "local variable", "receiver", "parameter", "result variable", "struct field",
)  # fmt: skip


def ident(c: "ck.Checker", x: Operand, e: ast.Name, want_type: bool) -> None:
    """What a name denotes here."""
    x.mode = info.MODE_NONE
    x.expr = e
    obj, scope = c.lookup(e.value)
    if obj is None:
        if e.value == "_":
            c.error_at(e, codes.INVALID_BLANK, "cannot use _ as value or type")
        elif is_valid_name(e.value):
            c.error_at(e, codes.UNDECLARED_NAME, f"undefined: {e.value}")
        return
    if obj.pkg is None and e.value in ("any", "comparable"):
        if not c.require(e.pos, 18, f"predeclared {e.value}"):
            return
    c.info.uses[e.idx] = obj
    if want_type and not isinstance(obj, TypeName):
        c.error_at(e, codes.NOT_A_TYPE, f"{obj.name} ({object_kind(obj)}) is not a type")
        if isinstance(obj, Var) and obj.pkg is c.pkg:
            obj.used = True
        return
    dots = c.dot_imports.get(scope) if scope is not None else None
    if dots is not None and obj in dots:
        dots[obj].used = True
    _denoted(c, x, e, obj, want_type)


def _denoted(c: "ck.Checker", x: Operand, e: ast.Name, obj: Object, want_type: bool) -> None:
    if isinstance(obj, Var):
        _variable(c, x, obj)
    elif isinstance(obj, TypeName):
        _type(c, x, obj, want_type)
    elif isinstance(obj, Func):
        _function(c, x, obj)
    elif isinstance(obj, Const):
        _constant(c, x, e, obj)
    elif isinstance(obj, PkgName):
        c.error_at(e, codes.INVALID_PKG_USE, f"use of package {obj.name} not in selector")
    elif isinstance(obj, Builtin):
        x.mode = info.MODE_BUILTIN
        x.builtin = obj.id
    elif isinstance(obj, Nil):
        x.mode = info.MODE_NIL
        x.type = TYP[UNTYPED_NIL]


def _variable(c: "ck.Checker", x: Operand, obj: Var) -> None:
    if obj.type is None:
        decl.declare(c, obj)
    if obj.pkg is c.pkg:
        obj.used = True
    c.depend(obj)
    if obj.type is not None and obj.type is not INVALID_TYPE:
        x.mode = info.MODE_VARIABLE
        x.type = obj.type


def _type(c: "ck.Checker", x: Operand, obj: TypeName, want_type: bool) -> None:
    # Mentioning a type in a value is no cycle by itself: see `cycles.is_complete`.
    if obj.type is None or (want_type and obj.pkg is c.pkg):
        decl.declare(c, obj)
    if obj.type is not None:
        x.mode = info.MODE_TYPE
        x.type = obj.type


def _function(c: "ck.Checker", x: Operand, obj: Func) -> None:
    if obj.signature is None:
        decl.declare(c, obj)
    c.depend(obj)
    if obj.signature is not None:
        x.mode = info.MODE_VALUE
        x.type = obj.signature


def object_kind(obj: Object) -> str:
    """What an object is, in words."""
    if isinstance(obj, Var):
        return VAR_KINDS[obj.kind]
    if isinstance(obj, Func):
        signature = obj.signature
        return "method" if signature is not None and signature.recv is not None else "function"
    if isinstance(obj, TypeName):
        if obj.is_alias:
            return "type alias"
        return "type parameter" if isinstance(obj.type, TypeParam) else "defined type"
    if isinstance(obj, Const):
        return "constant"
    if isinstance(obj, PkgName):
        return "package name"
    if isinstance(obj, Builtin):
        return "built-in function"
    return "untyped nil" if isinstance(obj, Nil) else "label"


def _constant(c: "ck.Checker", x: Operand, e: ast.Name, obj: Const) -> None:
    if obj.type is None:
        decl.declare(c, obj)
    c.depend(obj)
    value = obj.value
    if obj is IOTA_OBJECT:
        value = c.env.iota
        if value is None:
            c.error_at(e, codes.INVALID_IOTA, "cannot use iota outside constant declaration")
            return
    if obj.type is None or obj.type is INVALID_TYPE or value is None:
        return
    x.mode = info.MODE_CONSTANT
    x.type = obj.type
    x.value = value
