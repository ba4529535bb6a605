"""Function signatures, receivers and type parameter lists (Go spec, "Function types", "Method declarations")."""

from typing import final

from goescape.base import codes
from goescape.check import checker as ck
from goescape.check import ifacetype, info, mono, oversized, typexpr, union
from goescape.syntax import nodes as ast
from goescape.syntax import walk
from goescape.syntax.cursor import unpack, unparen
from goescape.syntax.printer import expr_string
from goescape.types import instantiate, lookup, predicates, subst
from goescape.types.model import (
    Alias,
    Interface,
    Named,
    Pointer,
    Signature,
    Slice,
    Tuple,
    Type,
    TypeParam,
    unalias,
    underlying,
)  # fmt: skip
from goescape.types.objects import (
    VAR_PARAM,
    VAR_RECV,
    VAR_RESULT,
    Func,
    Scope,
    TypeName,
    Var,
)  # fmt: skip
from goescape.types.typestring import type_string
from goescape.types.universe import EMPTY_INTERFACE, INVALID_TYPE


def of_type(c: "ck.Checker", e: ast.FuncType) -> Signature:
    """The signature that a function type expression denotes."""
    scope = Scope(c.env.scope)
    saved = c.env.scope
    c.env.scope = scope
    sig = _collect(c, e, scope)
    c.env.scope = saved
    return sig


def of_literal(c: "ck.Checker", e: ast.FuncType, scope: Scope) -> Signature:
    """As of_type, with parameters declared in `scope`."""
    saved = c.env.scope
    c.env.scope = scope
    sig = _collect(c, e, scope)
    c.env.scope = saved
    typexpr.record(c, e, sig)
    return sig


def of_decl(c: "ck.Checker", obj: Func, fdecl: ast.FuncDecl, scope: Scope, sig: Signature) -> None:
    """Fill in the signature of a declared function or method; parameters are declared in `scope`."""
    saved = c.env.scope
    c.env.scope = scope
    recv: Var | None = None
    recv_tparams: list[TypeParam] = []
    if fdecl.recv is not None:
        recv, recv_tparams = _receiver(c, obj, fdecl.recv)
    tparams: list[TypeParam] = []
    if fdecl.tparams:
        tparams = declare_type_params(c, fdecl.tparams, obj)
        sig.tparams = tparams
    params, variadic = _params(c, fdecl.type.params, VAR_PARAM, True)
    results, _ = _params(c, fdecl.type.results, VAR_RESULT, False)
    # Names are declared after all types have been looked at: they are in scope in the body only.
    if recv is not None and fdecl.recv is not None:
        if fdecl.recv.name is not None:
            c.declare(scope, fdecl.recv.name, recv)
        else:
            c.info.field_vars[fdecl.recv] = recv
    _declare(c, fdecl.type.params, params, scope)
    _declare(c, fdecl.type.results, results, scope)
    sig.recv = recv
    sig.recv_tparams = recv_tparams
    sig.params = Tuple(params)
    sig.results = Tuple(results)
    sig.variadic = variadic
    typexpr.record(c, fdecl.type, sig)
    c.env.scope = saved


def _collect(c: "ck.Checker", e: ast.FuncType, scope: Scope) -> Signature:
    params, variadic = _params(c, e.params, VAR_PARAM, True)
    results, _ = _params(c, e.results, VAR_RESULT, False)
    _declare(c, e.params, params, scope)
    _declare(c, e.results, results, scope)
    return Signature(None, Tuple(params), Tuple(results), variadic)


def _params(
    c: "ck.Checker", fields: list[ast.Field], kind: int, variadic_ok: bool
) -> tuple[list[Var], bool]:
    vars: list[Var] = []
    variadic = False
    previous: ast.Expr | None = None
    t: Type = INVALID_TYPE
    for i, field in enumerate(fields):
        e = field.type
        if e is not previous:
            previous = e
            if isinstance(e, ast.DotsType):
                if variadic_ok and i == len(fields) - 1:
                    variadic = True
                else:
                    c.error_at(e, codes.INVALID_SYNTAX_TREE, "invalid use of ...")
                elem = typexpr.var_type(c, e.elem)
                t = Slice(elem)
                typexpr.record(c, e, t)
            else:
                t = typexpr.var_type(c, e)
        if field.name is not None:
            var = Var(field.name.pos, c.pkg, field.name.value, t, kind)
        else:
            var = Var(field.pos, c.pkg, "", t, kind)
            c.info.field_vars[field] = var
        var.used = True
        vars.append(var)
    return vars, variadic


def _declare(c: "ck.Checker", fields: list[ast.Field], vars: list[Var], scope: Scope) -> None:
    for i, field in enumerate(fields):
        if field.name is not None:
            c.declare(scope, field.name, vars[i])


# -------------------------------------------------------------------------------- type parameters


def declare_type_params(
    c: "ck.Checker", fields: list[ast.Field], owner: Func | TypeName
) -> list[TypeParam]:
    """Declare a type parameter list in the current scope."""
    tparams: list[TypeParam] = []
    for i, field in enumerate(fields):
        if field.name is None:
            continue
        obj = TypeName(field.name.pos, c.pkg, field.name.value, None)
        tparam = TypeParam(obj, EMPTY_INTERFACE)
        tparam.idx = i
        tparam.owner = owner
        obj.type = tparam
        c.declare(c.env.scope, field.name, obj)
        tparams.append(tparam)
    if isinstance(owner, TypeName) and isinstance(owner.type, Named):
        # The list may mention the type being declared.
        owner.type.tparams = tparams
    elif isinstance(owner, TypeName) and isinstance(owner.type, Alias):
        owner.type.tparams = tparams
    previous: ast.Expr | None = None
    bound: Type = EMPTY_INTERFACE
    c.env.in_type_params = True
    for i, field in enumerate(fields):
        if field.type is not previous:
            previous = field.type
            bound = _bound(c, field.type)
            if predicates.is_type_param(bound):
                c.error_at(
                    field.type,
                    codes.MISPLACED_TYPE_PARAM,
                    "cannot use a type parameter as constraint",
                )
                bound = INVALID_TYPE
        if i < len(tparams):
            tparams[i].bound = bound
    c.env.in_type_params = False
    return tparams


def _bound(c: "ck.Checker", e: ast.Expr) -> Type:
    """A constraint: an interface, or an element that stands for the interface embedding it."""
    is_element = isinstance(e, ast.Operation) and (
        e.op == ast.OP_TILDE or (e.op == ast.OP_OR and e.y is not None)
    )
    t: Type
    if is_element:
        t = union.constraint_element(c, e)
    else:
        t = typexpr.typ(c, e)
        if predicates.is_invalid(t) or predicates.is_type_param(t):
            return t
        base = unalias(t)
        if isinstance(base, Named) and base.under is None and base.resolver is None:
            return t
        if isinstance(underlying(t), Interface):
            return t
    implicit = Interface([], [t], [walk.start_pos(e)])
    implicit.is_implicit = True
    implicit.complete = True
    if is_element:
        ifacetype.check_implicit(c, implicit)
    return implicit


# -------------------------------------------------------------------------------------- receivers


def _receiver(c: "ck.Checker", obj: Func, field: ast.Field) -> tuple[Var, list[TypeParam]]:
    e = field.type
    is_ptr = False
    base = e
    while True:
        if isinstance(base, ast.ParenExpr):
            base = base.x
        elif isinstance(base, ast.Operation) and base.op == ast.OP_MUL and base.y is None:
            is_ptr = True
            base = base.x
        else:
            break
    tparams: list[TypeParam] = []
    if isinstance(base, ast.IndexExpr):
        recv_type, tparams = _generic_receiver(c, obj, base)
        typexpr.record(c, base, recv_type)
        if is_ptr and predicates.is_valid(recv_type):
            recv_type = Pointer(recv_type)
            _record_pointers(c, e, base, recv_type)
    else:
        recv_type = typexpr.var_type(c, e)
        generic = _behind_aliases(recv_type)
        if generic is not None:
            shown = type_string(generic, c.qualifier)
            c.error_at(
                base, codes.INVALID_RECV, f"cannot define new methods on instantiated type {shown}"
            )
            recv_type = INVALID_TYPE
    name = field.name.value if field.name is not None else ""
    pos = field.name.pos if field.name is not None else field.pos
    named = unalias(lookup.deref(recv_type)[0])
    if isinstance(named, Named):
        # Methods are read together with their type.
        c.env.owner_pos = oversized.GENERIC if tparams else named.obj.pos
    var = Var(pos, c.pkg, name, recv_type, VAR_RECV)
    var.used = True
    c.later(_ReceiverCheck(recv_type, base, obj))
    return var, tparams


def _behind_aliases(t: Type) -> Type | None:
    """The instance that a chain of aliases and pointers leads to, if it does."""
    alias = t.elem if isinstance(t, Pointer) else t
    while isinstance(alias, Alias):
        base = alias.rhs()
        if base is None:
            break
        if isinstance(base, Pointer):
            base = base.elem
        if isinstance(base, (Named, Alias)) and instantiate.type_params(_origin(base)):
            return base
        alias = base
    return None


def _origin(t: Named | Alias) -> Named | Alias:
    return t.origin if t.origin is not None else t


def _record_pointers(c: "ck.Checker", e: ast.Expr, base: ast.Expr, t: Type) -> None:
    while e is not base:
        typexpr.record(c, e, t)
        if isinstance(e, ast.ParenExpr):
            e = e.x
        elif isinstance(e, ast.Operation):
            e = e.x
            break
        else:
            break


def _count(n: int) -> str:
    return "1 type parameter" if n == 1 else f"{n} type parameters"


def _generic_receiver(c: "ck.Checker", obj: Func, e: ast.IndexExpr) -> tuple[Type, list[TypeParam]]:
    """`T[P, Q]`: the method's own names for T's type parameters."""
    generic = typexpr.generic_type(c, e.x)
    base = unalias(generic)
    tparams = [_receiver_param(c, obj, name, i) for i, name in enumerate(unpack(e.index))]
    if isinstance(generic, Alias) and predicates.is_valid(base):
        shown = type_string(generic, c.qualifier)
        text = f"cannot define new methods on generic alias type {shown}"
        c.error_at(e.x, codes.INVALID_RECV, text)
        return INVALID_TYPE, tparams
    if not isinstance(base, Named):
        return INVALID_TYPE, tparams
    n_own = len(base.tparams)
    if n_own != len(tparams):
        text = f"receiver declares {_count(len(tparams))}, but receiver base type declares {n_own}"
        c.error_at(e.x, codes.BAD_RECV, text)
    c.require(walk.start_pos(e.x), 18, "type instantiation")
    if n_own != len(tparams):
        return INVALID_TYPE, tparams
    return _receiver_instance(c, base, tparams, e), tparams


def _receiver_param(c: "ck.Checker", obj: Func, name: ast.Expr, i: int) -> TypeParam:
    """The i-th name declares a type parameter and is the type argument of the receiver's type."""
    if not isinstance(name, ast.Name):
        text = f"receiver type parameter {expr_string(name)} must be an identifier"
        c.error_at(name, codes.BAD_RECV, text)
        return TypeParam(TypeName(name.pos, c.pkg, "_", None), EMPTY_INTERFACE)
    tname = TypeName(name.pos, c.pkg, name.value, None)
    tparam = TypeParam(tname, EMPTY_INTERFACE)
    tparam.idx = i
    tparam.owner = obj
    tname.type = tparam
    c.declare(c.env.scope, name, tname)
    if name.value == "_":
        c.info.defs[name.idx] = tname
    c.info.uses[name.idx] = tname
    typexpr.record(c, name, tparam)
    return tparam


def _receiver_instance(
    c: "ck.Checker", base: Named, tparams: list[TypeParam], e: ast.IndexExpr
) -> Named:
    """The generic type with the method's type parameters; these get the constraints of its own."""
    own = base.tparams
    targs: list[Type] = list(tparams)
    for i, tparam in enumerate(tparams):
        mono.record_canonical(c, tparam, own[i])
        bound = own[i].bound
        if bound is not None:
            tparam.bound = subst.subst(bound, own, targs)
    instance = instantiate.named_instance(base, targs)
    if instance.place == 0:
        instance.place = e.pos
    name = unparen(e.x)
    if isinstance(name, ast.Name):
        c.info.instances[name.idx] = info.Instance(targs, instance)
    return instance


@final
class _ReceiverCheck(ck.Action):
    """Receivers are defined types of this package (or pointers to them), no pointers or interfaces."""

    def __init__(self, t: Type, e: ast.Expr, obj: Func) -> None:
        self.t = t
        self.e = e
        self.obj = obj

    def run(self, c: "ck.Checker") -> None:
        base, _ = lookup.deref(self.t)
        if predicates.is_invalid(base):
            return
        named = unalias(base)
        shown = type_string(base, c.qualifier)
        pos = walk.start_pos(self.e)
        if not isinstance(named, Named):
            if isinstance(named, (Pointer,)) or not predicates.has_name(named):
                c.error(
                    pos,
                    codes.INVALID_RECV,
                    f"invalid receiver type {type_string(self.t, c.qualifier)}",
                )
            else:
                c.error(
                    pos, codes.INVALID_RECV, f"cannot define new methods on non-local type {shown}"
                )
            return
        if named.obj.pkg is not c.pkg:
            c.error(pos, codes.INVALID_RECV, f"cannot define new methods on non-local type {shown}")
            return
        under = named.underlying()
        if isinstance(under, (Pointer, Interface)) or predicates.is_unsafe_pointer(under):
            c.error(
                pos,
                codes.INVALID_RECV,
                f"invalid receiver type {shown} (pointer or interface type)",
            )
