"""Type expressions (Go spec, "Types")."""

from typing import Final, final

from goescape.base import codes, constant
from goescape.base.constant import IntConst, UnknownConst
from goescape.check import checker as ck
from goescape.check import decl, expr, info, signature, verify
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.syntax import walk
from goescape.syntax.cursor import unpack
from goescape.syntax.printer import expr_string
from goescape.types import instantiate, predicates, typeset
from goescape.types.model import (
    Alias,
    Array,
    Chan,
    Interface,
    Map,
    Named,
    OldInterfaces,
    Pointer,
    Slice,
    Struct,
    Term,
    Type,
    TypeParam,
    Union,
    unalias,
    underlying,
)  # fmt: skip
from goescape.types.objects import (
    VAR_FIELD,
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
from goescape.types.typestring import Qualifier, type_string
from goescape.types.universe import COMPARABLE_OBJECT, INVALID_TYPE


def typ(c: "ck.Checker", e: ast.Expr) -> Type:
    """The type that e denotes; it must not be generic."""
    return defined_type(c, e, None)


def var_type(c: "ck.Checker", e: ast.Expr) -> Type:
    """The type of a variable: constraint interfaces are not allowed."""
    t = typ(c, e)
    valid_var_type(c, t, e)
    return t


def valid_var_type(c: "ck.Checker", t: Type, e: ast.Expr) -> None:
    """Queue the check that variables may have type t, written as e."""
    if not predicates.is_type_param(t):
        c.later(_NoConstraint(t, e))


@final
class _NoConstraint(ck.Action):
    def __init__(self, t: Type, e: ast.Expr) -> None:
        self.t = t
        self.e = e

    def run(self, c: "ck.Checker") -> None:
        under = underlying(self.t)
        if isinstance(under, Interface) and not predicates.is_type_param(self.t):
            types = typeset.type_set(under)
            if types.terms is None and not types.comparable:
                return
            text = type_string(self.t, c.qualifier)
            if types.comparable:
                reason = "is (or embeds) comparable"
            else:
                reason = "contains type constraints"
            c.error_at(
                self.e,
                codes.MISPLACED_CONSTRAINT_IFACE,
                f"cannot use type {text} outside a type constraint: interface {reason}",
            )


def defined_type(c: "ck.Checker", e: ast.Expr, owner: TypeName | None) -> Type:
    """As `typ`; owner is the type name being declared with this type, if there is one."""
    t = _type(c, e, owner)
    if predicates.is_generic(t):
        text = type_string(unalias(t) if not isinstance(t, Alias) else t, c.qualifier)
        c.error_at(
            e, codes.WRONG_TYPE_ARG_COUNT, f"cannot use generic type {text} without instantiation"
        )
        t = INVALID_TYPE
    record(c, e, t)
    return t


def generic_type(c: "ck.Checker", e: ast.Expr, context: str) -> Type:
    """A type expression that must denote a generic type; "%" in context stands for what is wrong."""
    t = _type(c, e, None)
    if predicates.is_valid(t) and not predicates.is_generic(t):
        cause = f"{type_string(t, c.qualifier)} is not a generic type"
        c.error_at(e, codes.NOT_A_GENERIC_TYPE, context.replace("%", cause))
        t = INVALID_TYPE
    record(c, e, t)
    return t


def record(c: "ck.Checker", e: ast.Expr, t: Type) -> None:
    c.info.modes[e.idx] = info.MODE_TYPE
    c.info.types[e.idx] = t
    c.written.note_type(c.env, e, t)


def _type(c: "ck.Checker", e: ast.Expr, owner: TypeName | None) -> Type:
    if isinstance(e, ast.Name):
        x = Operand()
        ident(c, x, e, True)
        return _operand_type(c, x, e)
    if isinstance(e, ast.SelectorExpr):
        x = Operand()
        from goescape.check import selector

        selector.check(c, x, e, True)
        return _operand_type(c, x, e)
    if isinstance(e, ast.IndexExpr):
        return _instantiated(c, e)
    if isinstance(e, ast.ParenExpr):
        return defined_type(c, e.x, owner)
    if isinstance(e, ast.Operation) and e.y is None and e.op == ast.OP_MUL:
        pointer = Pointer(INVALID_TYPE)
        pointer.elem = var_type(c, e.x)
        return INVALID_TYPE if pointer.elem is INVALID_TYPE else pointer
    if isinstance(e, ast.SliceType):
        slice_ = Slice(INVALID_TYPE)
        slice_.elem = var_type(c, e.elem)
        return slice_
    if isinstance(e, ast.ArrayType):
        return _array(c, e)
    if isinstance(e, ast.StructType):
        return struct_type(c, e)
    if isinstance(e, ast.FuncType):
        return signature.of_type(c, e)
    if isinstance(e, ast.InterfaceType):
        return interface_type(c, e, owner)
    if isinstance(e, ast.MapType):
        return _map(c, e)
    if isinstance(e, ast.ChanType):
        return Chan(e.dir, var_type(c, e.elem))
    if isinstance(e, ast.DotsType):
        c.error_at(e, codes.INVALID_SYNTAX_TREE, "invalid syntax tree: invalid use of ...")
        return INVALID_TYPE
    if isinstance(e, ast.BadExpr):
        return INVALID_TYPE
    c.error_at(e, codes.NOT_A_TYPE, f"{expr_string(e)} is not a type")
    expr.use(c, [e])
    return INVALID_TYPE


def _operand_type(c: "ck.Checker", x: Operand, e: ast.Expr) -> Type:
    if x.mode == info.MODE_TYPE:
        return x.type
    if x.mode == info.MODE_NO_VALUE:
        c.error_at(e, codes.NOT_A_TYPE, f"{expr_string(e)} used as type")
    elif x.mode != info.MODE_NONE:
        x.expr = e
        c.error_at(e, codes.NOT_A_TYPE, f"{operand_string(x, c.qualifier)} is not a type")
    return INVALID_TYPE


# ------------------------------------------------------------------------------- identifiers


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
    if isinstance(obj, Var):
        if obj.type is None:
            decl.declare(c, obj)
        if obj.pkg is c.pkg:
            obj.used = True
        c.depend(obj)
        if obj.type is None or obj.type is INVALID_TYPE:
            return
        x.mode = info.MODE_VARIABLE
        x.type = obj.type
    elif isinstance(obj, TypeName):
        # Mentioning a type in a value is no cycle by itself: see `cycles.is_complete`.
        if obj.type is None or (want_type and obj.pkg is c.pkg):
            decl.declare(c, obj)
        t = obj.type
        if t is None:
            return
        x.mode = info.MODE_TYPE
        x.type = t
    elif isinstance(obj, Func):
        if obj.signature is None:
            decl.declare(c, obj)
        c.depend(obj)
        if obj.signature is None:
            return
        x.mode = info.MODE_VALUE
        x.type = obj.signature
    elif isinstance(obj, Const):
        if obj.type is None:
            decl.declare(c, obj)
        c.depend(obj)
        _constant(c, x, e, obj)
    elif isinstance(obj, PkgName):
        c.error_at(e, codes.INVALID_PKG_USE, f"use of package {obj.name} not in selector")
    elif isinstance(obj, Builtin):
        x.mode = info.MODE_BUILTIN
        x.builtin = obj.id
    elif isinstance(obj, Nil):
        from goescape.types.model import UNTYPED_NIL
        from goescape.types.universe import TYP

        x.mode = info.MODE_NIL
        x.type = TYP[UNTYPED_NIL]


def object_kind(obj: Object) -> str:
    """What an object is, in words."""
    if isinstance(obj, Var):
        return _VAR_KINDS[obj.kind]
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


_VAR_KINDS: Final = (
    "package-level variable", "local variable", "receiver", "parameter", "result variable", "struct field",
)  # fmt: skip


def _constant(c: "ck.Checker", x: Operand, e: ast.Name, obj: object) -> None:
    from goescape.types.objects import Const
    from goescape.types.universe import IOTA_OBJECT

    if not isinstance(obj, Const):
        return
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


# ---------------------------------------------------------------------------- composite types


def _array(c: "ck.Checker", e: ast.ArrayType) -> Type:
    array = Array(INVALID_TYPE, -1)
    if e.len is None:
        c.error_at(
            e,
            codes.BAD_DOT_DOT_DOT_SYNTAX,
            "invalid use of [...] array (outside a composite literal)",
        )
    else:
        array.length = array_length(c, e.len)
    array.elem = var_type(c, e.elem)
    return array if array.length >= 0 else INVALID_TYPE


def array_length(c: "ck.Checker", e: ast.Expr) -> int:
    """The constant length of an array type, or -1 after an error."""
    if isinstance(e, ast.Name):
        obj, _ = c.lookup(e.value)
        from goescape.types.objects import Const

        if obj is None:
            c.error_at(
                e,
                codes.INVALID_ARRAY_LEN,
                f"undefined array length {e.value} or missing type constraint",
            )
            return -1
        if not isinstance(obj, Const):
            c.error_at(e, codes.INVALID_ARRAY_LEN, f"invalid array length {e.value}")
            return -1
    x = Operand()
    expr.expr(c, x, e)
    if x.mode != info.MODE_CONSTANT:
        if x.is_valid:
            c.error_at(
                e,
                codes.INVALID_ARRAY_LEN,
                f"array length {operand_string(x, c.qualifier)} must be constant",
            )
        return -1
    if predicates.is_untyped(x.type) or predicates.is_integer(x.type):
        value = constant.to_int(x.value if x.value is not None else UnknownConst())
        if isinstance(value, IntConst):
            if 0 <= value.value < 1 << 63:
                return value.value
    if predicates.is_integer(x.type):
        c.error_at(
            e, codes.INVALID_ARRAY_LEN, f"invalid array length {operand_string(x, c.qualifier)}"
        )
    else:
        c.error_at(
            e,
            codes.INVALID_ARRAY_LEN,
            f"array length {operand_string(x, c.qualifier)} must be integer",
        )
    return -1


def _map(c: "ck.Checker", e: ast.MapType) -> Type:
    map_ = Map(INVALID_TYPE, INVALID_TYPE)
    map_.key = var_type(c, e.key)
    map_.value = var_type(c, e.value)
    c.later(_MapKey(map_, e))
    return map_


@final
class _MapKey(ck.Action):
    def __init__(self, map_: Map, e: ast.MapType) -> None:
        self.map = map_
        self.e = e

    def run(self, c: "ck.Checker") -> None:
        key = self.map.key
        if predicates.is_valid(key) and not predicates.comparable_type(key, True):
            why = ""
            if predicates.is_type_param(key):
                why = " (missing comparable constraint)"
            c.error_at(
                self.e.key,
                codes.INCOMPARABLE_MAP_KEY,
                f"invalid map key type {type_string(key, c.qualifier)}{why}",
            )


def struct_type(c: "ck.Checker", e: ast.StructType) -> Type:
    struct = Struct([], [])
    seen: dict[str, Var] = {}
    previous: ast.Expr | None = None
    t: Type = INVALID_TYPE
    for i, field in enumerate(e.fields):
        if previous is not field.type:
            t = var_type(c, field.type)
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
        from goescape.types import lookup

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


# --------------------------------------------------------------------------------- interfaces


def interface_type(c: "ck.Checker", e: ast.InterfaceType, owner: TypeName | None) -> Type:
    iface = Interface([], [])
    if not c.allows(18):
        iface.old = c.old_interfaces
    if c.env.interface_depth == 0:
        c.interface_literals[e.pos] = iface
    c.env.interface_depth += 1
    _interface_elements(c, e, owner, iface)
    c.env.interface_depth -= 1
    iface.complete = True
    c.later(_TypeSet(iface))
    return iface


def _interface_elements(
    c: "ck.Checker", e: ast.InterfaceType, owner: TypeName | None, iface: Interface
) -> None:
    """Methods and embedded elements as written."""
    recv_type: Type = iface
    if owner is not None and isinstance(owner.type, Named):
        recv_type = owner.type
        if owner.type.tparams:
            targs: list[Type] = list(owner.type.tparams)
            recv_type = instantiate.named_instance(owner.type, targs)
    for field in e.methods:
        if field.name is None:
            iface.embeddeds.append(constraint_element(c, field.type))
            iface.embed_pos.append(walk.start_pos(field.type))
            continue
        if field.name.value == "_":
            c.error(
                field.name.pos,
                codes.BLANK_IFACE_METHOD,
                "methods must have a unique non-blank name",
            )
            continue
        if not isinstance(field.type, ast.FuncType):
            continue
        sig = signature.of_type(c, field.type)
        record(c, field.type, sig)
        sig.recv = Var(field.name.pos, c.pkg, "", recv_type, 2)
        method = Func(field.name.pos, c.pkg, field.name.value, sig)
        method.is_abstract = True
        c.info.defs[field.name.idx] = method
        iface.methods.append(method)
    # From here on, in messages, too, they stand in this order.
    iface.methods.sort(key=typeset.method_order)


_OVERLAPS_SINCE: Final = 14  # embedded interfaces may have methods in common


@final
class _TypeSet(ck.Action):
    """Check that embedded elements fit together."""

    def __init__(self, iface: Interface) -> None:
        self.iface = iface

    def run(self, c: "ck.Checker") -> None:
        # Methods by identity, with where the interface gets them from.
        known: dict[str, tuple[Func, int]] = {}
        for own in self.iface.methods:
            earlier = known.setdefault(typeset.method_id(own.pkg, own.name), (own, own.pos))
            if earlier[0] is not own:
                _duplicate(c, own, own.pos, earlier[1])
        for i, embedded in enumerate(self.iface.embeddeds):
            under = underlying(embedded)
            pos = self.iface.embed_pos[i]
            is_known = self.iface.old is None or not typeset.too_new(self.iface.old, embedded)
            if isinstance(under, Interface) and is_known:
                for method in typeset.type_set(under).methods:
                    key = typeset.method_id(method.pkg, method.name)
                    earlier = known.setdefault(key, (method, pos))
                    if earlier[0] is not method or earlier[1] != pos:
                        c.later(_Overlap(method, pos, earlier[0], earlier[1]))
        if self.iface.old is not None:
            typeset.type_set(self.iface)
            require_elements(c, self.iface, self.iface.old)


def check_implicit(c: "ck.Checker", iface: Interface) -> None:
    """As for the interface that stands for itself around the element."""
    if not c.allows(18):
        iface.old = c.old_interfaces
        c.later(_TypeSet(iface))


def require_substituted(c: "ck.Checker") -> None:
    """As `require_elements`, for the interfaces that substitution has made since the last time."""
    made = c.old_interfaces.substituted[:]
    c.old_interfaces.substituted.clear()
    for iface in made:
        if iface.old is not None:
            require_elements(c, iface, iface.old)


def require_elements(c: "ck.Checker", iface: Interface, old: OldInterfaces) -> None:
    """Report elements that a language version without constraints does not know."""
    for i, embedded in enumerate(iface.embeddeds):
        what = typeset.too_new(old, embedded)
        if what:
            text = type_string(embedded, c.qualifier)
            c.require(iface.embed_pos[i], 18, f"embedding {what} {text}")


@final
class _Overlap(ck.Action):
    """A method of an interface embedded at `pos` must agree with the one that is known from `other_pos`."""

    def __init__(self, method: Func, pos: int, other: Func, other_pos: int) -> None:
        self.method = method
        self.pos = pos
        self.other = other
        self.other_pos = other_pos

    def run(self, c: "ck.Checker") -> None:
        if not c.allows(_OVERLAPS_SINCE) or not _same(self.method, self.other):
            _duplicate(c, self.method, self.pos, self.other_pos)


def _duplicate(c: "ck.Checker", method: Func, pos: int, other_pos: int) -> None:
    name = method.name
    place = c.table.mentioned(other_pos)
    c.error(
        pos,
        codes.DUPLICATE_DECL,
        f"duplicate method {name}",
        f"\n\t{place}: other declaration of method {name}",
    )


def _same(f: Func, g: Func) -> bool:
    if f.signature is None or g.signature is None:
        return True
    return predicates.identical(f.signature, g.signature)


_TERMS_MAX: Final = 100  # of a union
_TOO_MANY_TERMS: Final = "cannot handle more than 100 union terms (implementation limitation)"


def constraint_element(c: "ck.Checker", e: ast.Expr) -> Type:
    """An embedded element: a type, `~T`, or a union."""
    terms: list[ast.Expr] = []
    operators: list[ast.Expr] = []
    x = e
    while isinstance(x, ast.Operation) and x.op == ast.OP_OR and x.y is not None:
        terms.append(x.y)
        operators.append(x)
        x = x.x
    terms.append(x)
    terms.reverse()
    operators.reverse()
    if len(terms) == 1 and not _is_tilde(terms[0]):
        return _term(c, terms[0]).type
    union = Union([])
    for i, e in enumerate(terms):
        term = _term(c, e)
        if i == _TERMS_MAX:
            c.error_at(e, codes.INVALID_UNION, _TOO_MANY_TERMS)
        if i >= _TERMS_MAX:
            continue
        union = Union([*union.terms, term])
        if i > 0:
            # The inner nodes of `A | B | C` denote unions of the terms so far.
            record(c, operators[i - 1], union)
    if len(terms) > _TERMS_MAX:
        return INVALID_TYPE
    c.later(_Union(union, terms))
    return union


def _term(c: "ck.Checker", e: ast.Expr) -> Term:
    """`T` or `~T`."""
    if not isinstance(e, ast.Operation) or not _is_tilde(e):
        t = typ(c, e)
        if predicates.is_type_param(t):
            c.error_at(e, codes.MISPLACED_TYPE_PARAM, "term cannot be a type parameter")
            t = INVALID_TYPE
        return Term(False, t)
    t = typ(c, e.x)
    if predicates.is_type_param(t):
        c.error_at(
            e.x,
            codes.MISPLACED_TYPE_PARAM,
            f"type in term {expr_string(e)} cannot be a type parameter",
        )
        t = INVALID_TYPE
    term = Term(True, t)
    record(c, e, Union([term]))
    return term


def _is_tilde(e: ast.Expr) -> bool:
    return isinstance(e, ast.Operation) and e.op == ast.OP_TILDE and e.y is None


@final
class _Union(ck.Action):
    def __init__(self, union: Union, terms: list[ast.Expr]) -> None:
        self.union = union
        self.terms = terms

    def run(self, c: "ck.Checker") -> None:
        self._count(c)
        for i, term in enumerate(self.union.terms):
            e = self.terms[i]
            t = term.type
            if predicates.is_invalid(t):
                continue
            under = underlying(t)
            if term.tilde:
                if isinstance(under, Interface):
                    c.error_at(
                        e,
                        codes.INVALID_UNION,
                        f"invalid use of ~ ({type_string(t, c.qualifier)} is an interface)",
                    )
                    continue
                if not predicates.identical(under, t):
                    shown = type_string(t, c.qualifier)
                    base = type_string(under, c.qualifier)
                    c.error_at(
                        e,
                        codes.INVALID_UNION,
                        f"invalid use of ~ (underlying type of {shown} is {base})",
                    )
                    continue
            if isinstance(under, Interface) and len(self.terms) > 1:
                types = typeset.type_set(under)
                # The compiler shows terms with full package paths.
                shown = type_string(t, Qualifier(None, by_path=True))
                if types.methods:
                    c.error_at(
                        e,
                        codes.INVALID_UNION,
                        f"cannot use {shown} in union ({shown} contains methods)",
                    )
                elif t is COMPARABLE_OBJECT.type:
                    c.error_at(e, codes.INVALID_UNION, "cannot use comparable in union")
                elif types.comparable:
                    c.error_at(
                        e,
                        codes.INVALID_UNION,
                        f"cannot use {shown} in union ({shown} embeds comparable)",
                    )
            for j in range(i):
                other = self.union.terms[j]
                if not isinstance(under, Interface) and _overlaps(other, term):
                    by_path = Qualifier(None, by_path=True)
                    shown = ("~" if term.tilde else "") + type_string(t, by_path)
                    second = ("~" if other.tilde else "") + type_string(other.type, by_path)
                    c.error_at(e, codes.INVALID_UNION, f"overlapping terms {shown} and {second}")
                    break

    def _count(self, c: "ck.Checker") -> None:
        """Interfaces in a union contribute the terms of their type sets."""
        n = 0
        for term in self.union.terms:
            under = underlying(term.type)
            terms = typeset.type_set(under).terms if isinstance(under, Interface) else None
            n += 1 if terms is None else len(terms)
        if n > _TERMS_MAX:
            c.error_at(self.terms[0], codes.INVALID_UNION, _TOO_MANY_TERMS)


def _overlaps(a: Term, b: Term) -> bool:
    if isinstance(underlying(a.type), Interface):
        return False
    x = underlying(a.type) if b.tilde else a.type
    y = underlying(b.type) if a.tilde else b.type
    return predicates.identical(x, y)


# -------------------------------------------------------------------------------- instantiation


def type_list(c: "ck.Checker", exprs: list[ast.Expr]) -> list[Type] | None:
    """Type arguments; None after an error."""
    out: list[Type] = []
    ok = True
    for e in exprs:
        t = var_type(c, e)
        ok = ok and predicates.is_valid(t)
        out.append(t)
    return out if ok else None


def _instantiated(c: "ck.Checker", e: ast.IndexExpr) -> Type:
    c.require(walk.start_pos(e), 18, "type instantiation")
    exprs = unpack(e.index)
    shown = ", ".join(expr_string(each) for each in exprs)
    generic = generic_type(c, e.x, f"invalid operation: {expr_string(e.x)}[{shown}] (%)")
    if predicates.is_invalid(generic):
        # An alias of something invalid stays generic, which is reported, too.
        return generic
    targs = type_list(c, exprs)
    if targs is None:
        return INVALID_TYPE
    tparams = instantiate.type_params(generic)
    if isinstance(generic, Alias) and not check_count(
        c, e.x.pos, generic, len(tparams), len(targs)
    ):
        return INVALID_TYPE
    instance = instantiate.instantiate(generic, targs)
    if isinstance(instance, Named) and instance.place == 0:
        instance.place = e.x.pos
    name = _generic_name(e.x)
    if name is not None:
        c.info.instances[name.idx] = info.Instance(targs, instance)
    verify.of_type(c, e.x.pos, generic, targs, exprs)
    return instance


def _generic_name(e: ast.Expr) -> ast.Name | None:
    while isinstance(e, ast.ParenExpr):
        e = e.x
    if isinstance(e, ast.Name):
        return e
    if isinstance(e, ast.SelectorExpr):
        return e.sel
    return None


def check_count(c: "ck.Checker", pos: int, generic: Type, n_params: int, n_args: int) -> bool:
    """Report a wrong number of type arguments of a type."""
    if n_params == n_args:
        return True
    shown = generic.obj.name if isinstance(generic, (Named, Alias)) else ""
    what = "too many" if n_args > n_params else "not enough"
    c.error(
        pos,
        codes.WRONG_TYPE_ARG_COUNT,
        f"{what} type arguments for type {shown}: have {n_args}, want {n_params}",
    )
    return False
