"""Struct types (Go spec, "Struct types")."""

from typing import final

from goescape.base import codes, constant
from goescape.check import checker as ck
from goescape.check import typexpr
from goescape.syntax import nodes as ast
from goescape.syntax.printer import expr_string
from goescape.types import lookup, predicates
from goescape.types.model import (
    Interface,
    Pointer,
    Struct,
    Type,
    underlying,
)  # fmt: skip
from goescape.types.objects import (
    VAR_FIELD,
    Var,
)  # fmt: skip
from goescape.types.universe import INVALID_TYPE


def struct_type(c: "ck.Checker", e: ast.StructType) -> Type:
    struct = Struct([], [])
    seen: dict[str, Var] = {}
    previous: ast.Expr | None = None
    t: Type = INVALID_TYPE
    for i, field in enumerate(e.fields):
        if previous is not field.type:
            t = typexpr.var_type(c, field.type)
            previous = field.type
        tag = ""
        tag_node = e.tags[i] if i < len(e.tags) else None
        if tag_node is not None and not tag_node.bad:
            tag = _tag(c, tag_node)
        if field.name is not None:
            var = Var(field.name.pos, c.pkg, field.name.value, t, VAR_FIELD)
            c.info.defs[field.name.idx] = var
        else:
            name = _embedded_name(field.type)
            if name is None:
                c.error_at(
                    field.type,
                    codes.INVALID_SYNTAX_TREE,
                    f"invalid embedded field type {expr_string(field.type)}",
                )
                continue
            var = Var(name.pos, c.pkg, name.value, t, VAR_FIELD)
            var.embedded = True
            c.info.field_vars[field] = var
            c.later(_Embedded(t, field))
        _add_field(c, struct, seen, var, tag)
    return struct


def _tag(c: "ck.Checker", node: ast.BasicLit) -> str:
    unquoted = constant.unquote(node.value) if node.kind == ast.LIT_STRING else None
    if unquoted is None:
        shown = constant.quote(node.value.encode("utf-8", "surrogateescape"))
        c.error_at(
            node, codes.INVALID_SYNTAX_TREE, f"invalid syntax tree: incorrect tag syntax: {shown}"
        )
        return ""
    return unquoted.decode("utf-8", "surrogateescape")


def _add_field(c: "ck.Checker", struct: Struct, seen: dict[str, Var], var: Var, tag: str) -> None:
    if tag and not struct.tags:
        struct.tags = [""] * len(struct.fields)
    if struct.tags or tag:
        struct.tags.append(tag)
    if var.name != "_":
        earlier = seen.get(var.name)
        if earlier is not None:
            place = c.table.mentioned(earlier.pos)
            c.error(
                var.pos,
                codes.DUPLICATE_DECL,
                f"{var.name} redeclared",
                f"\n\t{place}: other declaration of {var.name}",
            )
            return
        seen[var.name] = var
    struct.fields.append(var)


def _embedded_name(e: ast.Expr) -> ast.Name | None:
    while True:
        if isinstance(e, ast.Name):
            return e
        if isinstance(e, ast.Operation) and e.op == ast.OP_MUL and e.y is None:
            if isinstance(e.x, ast.Operation):
                return None
            e = e.x
        elif isinstance(e, ast.SelectorExpr):
            return e.sel
        elif isinstance(e, ast.IndexExpr):
            e = e.x
        elif isinstance(e, ast.ParenExpr):
            e = e.x
        else:
            return None


@final
class _Embedded(ck.Action):
    """What may be embedded: no pointers to pointers or interfaces, no type parameters, no unsafe.Pointer."""

    def __init__(self, t: Type, field: ast.Field) -> None:
        self.t = t
        self.field = field

    def run(self, c: "ck.Checker") -> None:
        base, is_ptr = lookup.deref(self.t)
        pos = self.field.pos
        if predicates.is_type_param(base):
            c.error(
                pos,
                codes.MISPLACED_TYPE_PARAM,
                "embedded field type cannot be a (pointer to a) type parameter",
            )
            return
        under = underlying(base)
        if predicates.is_unsafe_pointer(base):
            c.error(pos, codes.INVALID_PTR_EMBED, "embedded field type cannot be unsafe.Pointer")
        elif isinstance(under, Pointer):
            c.error(pos, codes.INVALID_PTR_EMBED, "embedded field type cannot be a pointer")
        elif isinstance(under, Interface) and is_ptr:
            c.error(
                pos,
                codes.INVALID_PTR_EMBED,
                "embedded field type cannot be a pointer to an interface",
            )
