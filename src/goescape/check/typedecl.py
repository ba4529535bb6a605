"""Declarations of types (Go spec, "Type declarations")."""

from typing import final

from goescape.base import codes
from goescape.check import checker as ck
from goescape.check import (
    signature,
    typexpr,
    validtype,
)
from goescape.syntax import nodes as ast
from goescape.syntax import walk
from goescape.types import typeset
from goescape.types.model import (
    Alias,
    Named,
    NamedResolver,
    Struct,
    Type,
    TypeParam,
    unalias,
    underlying,
)  # fmt: skip
from goescape.types.objects import (
    Func,
    Scope,
    TypeName,
)  # fmt: skip
from goescape.types.typestring import type_string
from goescape.types.universe import INVALID_TYPE


@final
class _FromType(NamedResolver):
    """`type T U` while U is still being declared: T's underlying type is U's, once known."""

    def __init__(self, rhs: Type) -> None:
        self.rhs = rhs

    def resolve(self, named: Named) -> None:
        under = underlying(self.rhs)
        if under is INVALID_TYPE and self.rhs is not INVALID_TYPE:
            named.resolver = self  # not known yet
        else:
            named.under = under


def type_decl(c: "ck.Checker", obj: TypeName, tdecl: ast.TypeDecl) -> None:
    """Check a type declaration, at package level or in a function."""
    if tdecl.is_alias:
        _alias_decl(c, obj, tdecl)
        return
    is_known = not tdecl.tparams or c.require(tdecl.tparams[0].pos, 18, "type parameter")
    named = Named(obj, None)
    named.local_suffix = tdecl.local_number
    named.in_generic = c.env.decl is not None and c.env.decl.is_generic
    obj.type = named
    check = _Declared(tdecl.type, named)
    c.later(check)
    if tdecl.tparams:
        c.env.scope = Scope(c.env.scope)
        named.tparams = signature.declare_type_params(c, tdecl.tparams, obj)
    rhs = typexpr.defined_type(c, tdecl.type, obj)
    named.rhs = rhs
    if is_known:
        check.rhs = rhs
    base = unalias(rhs)
    if isinstance(base, TypeParam):
        c.error_at(
            tdecl.type,
            codes.MISPLACED_TYPE_PARAM,
            "cannot use a type parameter as RHS in type declaration",
        )
        named.under = INVALID_TYPE
    elif isinstance(base, Named) and (base.under is None or base.resolver is not None):
        named.resolver = _FromType(base)
        if base is named:
            named.resolver = None
            named.under = INVALID_TYPE
    else:
        named.under = underlying(base)


@final
class _Declared(ck.Action):
    """A value of a defined type may not contain a value of the same type; a constraint must be allowed."""

    def __init__(self, e: ast.Expr, named: Named | None) -> None:
        self.e = e
        self.named = named
        # None if the declaration needs another version anyway.
        self.rhs: Type | None = None

    def run(self, c: "ck.Checker") -> None:
        if self.named is not None:
            validtype.valid_type(c, self.named)
        rhs = self.rhs
        if rhs is None or c.allows(18) or not typeset.is_imported_constraint(rhs, c.pkg):
            return
        shown = type_string(rhs, c.qualifier)
        c.require(walk.start_pos(self.e), 18, f"using type constraint {shown}")


def _alias_decl(c: "ck.Checker", obj: TypeName, tdecl: ast.TypeDecl) -> None:
    check = _Declared(tdecl.type, None)
    c.later(check)
    is_known = not tdecl.tparams or c.require(tdecl.tparams[0].pos, 23, "generic type alias")
    is_known = is_known and c.require(tdecl.pos, 9, "type alias")
    alias = Alias(obj, None)
    alias.is_local = obj.pkg is None or obj.pkg.scope.lookup(obj.name) is not obj
    obj.is_alias = True
    # Until the right-hand side is known, uses of the name are cycles.
    obj.type = alias
    saved = c.env.scope
    if tdecl.tparams:
        c.env.scope = Scope(c.env.scope)
        alias.tparams = signature.declare_type_params(c, tdecl.tparams, obj)
    rhs = typexpr.defined_type(c, tdecl.type, obj)
    c.env.scope = saved
    if is_known:
        check.rhs = rhs
    base = rhs
    while isinstance(base, Alias):
        behind = base.rhs()
        if behind is None:
            rhs = INVALID_TYPE
            break
        base = behind
    if isinstance(rhs, TypeParam) and rhs in alias.tparams:
        c.error_at(
            tdecl.type,
            codes.MISPLACED_TYPE_PARAM,
            "cannot use type parameter declared in alias declaration as RHS",
        )
        rhs = INVALID_TYPE
    alias.from_rhs = rhs


def collect_methods(c: "ck.Checker", obj: TypeName) -> None:
    """Hang the methods declared for obj on its type."""
    methods = c.methods.get(obj)
    if not methods or obj.is_alias:
        return
    named = obj.type
    if not isinstance(named, Named):
        return
    seen: dict[str, Func] = {}
    for method in methods:
        if method.name == "_":
            continue
        earlier = seen.get(method.name)
        if earlier is not None:
            place = c.table.mentioned(earlier.pos)
            c.error(
                method.pos,
                codes.DUPLICATE_METHOD,
                f"method {obj.name}.{method.name} already declared at {place}",
            )
            continue
        seen[method.name] = method
        named.methods.append(method)
    c.later(_FieldClash(obj, named, seen))


@final
class _FieldClash(ck.Action):
    """A struct type may not have a field and a method of one name."""

    def __init__(self, obj: TypeName, named: Named, methods: dict[str, Func]) -> None:
        self.obj = obj
        self.named = named
        self.methods = methods

    def run(self, c: "ck.Checker") -> None:
        under = self.named.underlying()
        if not isinstance(under, Struct):
            return
        for field in under.fields:
            method = self.methods.get(field.name)
            if method is not None and field.is_called(method.name, method.pkg):
                place = c.table.mentioned(field.pos)
                c.error(
                    method.pos,
                    codes.DUPLICATE_FIELD_AND_METHOD,
                    f"field and method with the same name {field.name}\n"
                    f"\t{place}: other declaration of {field.name}",
                )
