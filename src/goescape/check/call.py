"""Calls, conversions and instantiation of generic functions (Go spec, "Calls", "Type inference")."""

from goescape.check import assign, builtins, conversion, expr, infer, info, typexpr
from goescape.check import checker as ck
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.syntax.cursor import unpack
from goescape.syntax.printer import expr_string
from goescape.types import implements, instantiate, predicates, subst, typeset
from goescape.types.model import (
    Interface, Signature, Slice, Tuple, Type, TypeParam, underlying,
)  # fmt: skip
from goescape.types.objects import Var
from goescape.types.typestring import type_string
from goescape.types.universe import INVALID_TYPE


def call(c: "ck.Checker", x: Operand, e: ast.CallExpr) -> None:
    """A call or conversion."""
    targ_exprs: list[ast.Expr] = []
    targs: list[Type] = []
    fun = e.fun
    index_expr = _unparen(fun)
    if isinstance(index_expr, ast.IndexExpr) and _is_generic_function(c, x, index_expr):
        # `f[T](…)`: type arguments may be partial, so they are handled with the call.
        targ_exprs = unpack(index_expr.index)
        found = typexpr.type_list(c, targ_exprs)
        if found is None:
            expr.use(c, e.args)
            x.invalidate()
            return
        targs = found
        x.expr = index_expr
        c.info.modes[index_expr.idx] = x.mode
        generic = x.type
        if isinstance(generic, Signature) and len(targs) > len(generic.tparams):
            extra = targ_exprs[len(generic.tparams)]
            c.error_at(
                extra,
                f"got {len(targs)} type arguments but {expr_string(index_expr.x)} "
                f"has {len(generic.tparams)} type parameters",
            )
            expr.use(c, e.args)
            x.invalidate()
            return
    elif not isinstance(index_expr, ast.IndexExpr) or x.expr is not index_expr:
        expr.expr_or_type(c, x, fun, True)
    if x.mode == info.MODE_NONE:
        expr.use(c, e.args)
        x.expr = e
        return
    if x.mode == info.MODE_TYPE:
        _conversion(c, x, e)
        return
    if x.mode == info.MODE_BUILTIN:
        if not builtins.builtin(c, x, e, x.builtin):
            x.invalidate()
        x.expr = e
        if x.is_valid and x.mode != info.MODE_CONSTANT:
            c.env.has_call_or_receive = True
        return
    signature = typeset.core_type(x.type)
    if not isinstance(signature, Signature):
        c.error_at(
            fun, f"invalid operation: cannot call non-function {operand_string(x, c.qualifier)}"
        )
        expr.use(c, e.args)
        x.invalidate()
        x.expr = e
        return
    _check_call(c, x, e, signature, targs, targ_exprs)


def _unparen(e: ast.Expr) -> ast.Expr:
    while isinstance(e, ast.ParenExpr):
        e = e.x
    return e


def _is_generic_function(c: "ck.Checker", x: Operand, e: ast.IndexExpr) -> bool:
    """Whether e instantiates a function; if not, x is the checked index expression.

    The operand of the index is checked only once: what it is decides how the index is read.
    """
    from goescape.check import index

    expr.expr_or_type(c, x, e.x, True)
    if x.mode == info.MODE_VALUE and isinstance(x.type, Signature) and x.type.tparams:
        return True
    index.index_of(c, x, e)
    x.expr = e
    if x.mode != info.MODE_NONE:
        expr.record(c, x)
    return False


def _conversion(c: "ck.Checker", x: Operand, e: ast.CallExpr) -> None:
    t = x.type
    if predicates.is_generic(t):
        c.error_at(e.fun, f"cannot use generic type {expr_string(e.fun)} without instantiation")
        expr.use(c, e.args)
        x.invalidate()
        return
    shown = type_string(t, c.qualifier)
    x.invalidate()
    if len(e.args) == 0:
        c.error(e.pos, f"missing argument in conversion to {shown}")
    elif len(e.args) > 1:
        expr.use(c, e.args)
        c.error_at(e.args[-1], f"too many arguments in conversion to {shown}")
    else:
        under = underlying(t)
        if isinstance(under, Interface) and not predicates.is_type_param(t):
            types = typeset.type_set(under)
            if types.terms is not None or types.comparable:
                c.error(e.pos, f"cannot use interface {shown} in conversion (contains specific type constraints or is comparable)")
                x.expr = e
                return
        if e.has_dots:
            c.error_at(e.args[0], f"invalid use of ... in conversion to {shown}")
            x.expr = e
            return
        expr.expr(c, x, e.args[0])
        if x.is_valid:
            conversion.conversion(c, x, t)
    x.expr = e


def _check_call(
    c: "ck.Checker",
    x: Operand,
    e: ast.CallExpr,
    signature: Signature,
    targs: list[Type],
    targ_exprs: list[ast.Expr],
) -> None:
    fun_mode_type = x.type
    args = expr.multi_args(c, e.args)
    result = arguments(c, e, signature, targs, targ_exprs, args)
    if result is None:
        x.invalidate()
        x.expr = e
        c.env.has_call_or_receive = True
        # A failed call still has the declared result types when they do not depend on inference.
        if not signature.tparams:
            _set_result(c, x, e, signature)
        return
    if signature.tparams or fun_mode_type is not result:
        _record_callee_type(c, e.fun, result)
    _set_result(c, x, e, result)
    c.env.has_call_or_receive = True


def _record_callee_type(c: "ck.Checker", fun: ast.Expr, signature: Signature) -> None:
    """The callee of a generic call has the instantiated type."""
    e = fun
    while True:
        if c.info.types[e.idx] is not None or isinstance(e, ast.IndexExpr):
            if isinstance(c.info.types[e.idx], (Signature, type(None))):
                c.info.types[e.idx] = signature
                if c.info.modes[e.idx] == info.MODE_NONE:
                    c.info.modes[e.idx] = info.MODE_VALUE
        if isinstance(e, ast.ParenExpr):
            e = e.x
        else:
            return


def _set_result(c: "ck.Checker", x: Operand, e: ast.CallExpr, signature: Signature) -> None:
    results = signature.results.vars
    if len(results) == 0:
        x.mode = info.MODE_NO_VALUE
        x.type = signature.results
    elif len(results) == 1:
        x.mode = info.MODE_VALUE
        t = results[0].type
        x.type = t if t is not None else INVALID_TYPE
    else:
        x.mode = info.MODE_VALUE
        x.type = signature.results
    x.value = None
    x.expr = e
    if x.mode == info.MODE_VALUE and predicates.is_invalid(x.type):
        x.invalidate()


# ------------------------------------------------------------------------------------ arguments


def arguments(
    c: "ck.Checker",
    e: ast.CallExpr,
    signature: Signature,
    targs: list[Type],
    targ_exprs: list[ast.Expr],
    args: list[Operand],
) -> Signature | None:
    """Check arguments against parameters; returns the (instantiated) signature, None after an error."""
    if any(not arg.is_valid for arg in args):
        return None
    params = list(signature.params.vars)
    n_args = len(args)
    if signature.variadic:
        if e.has_dots:
            if len(e.args) == 1 and n_args > 1:
                c.error_at(e.args[0], f"cannot use ... with {n_args}-valued {expr_string(e.args[0])}")
                return None
        elif n_args >= len(params) - 1:
            params = _spread(params, n_args)
        else:
            n_args += 1  # the missing variadic part is not counted as missing
    elif e.has_dots:
        c.error_at(e.args[-1], f"have (...) but function is not variadic: cannot use ... in call to non-variadic {expr_string(e.fun)}" if False else f"cannot use ... in call to non-variadic {expr_string(e.fun)}")
        return None
    if n_args != len(params) or (signature.variadic and not e.has_dots and len(args) < len(signature.params.vars) - 1):
        _report_count(c, e, signature, args, len(params))
        return None
    if signature.tparams:
        return _generic_arguments(c, e, signature, params, targs, targ_exprs, args)
    generic_args = [
        arg for arg in args if isinstance(arg.type, Signature) and arg.type.tparams
    ]
    if generic_args:
        _infer_function_arguments(c, e, params, args)
    for i, arg in enumerate(args):
        t = params[i].type
        if t is not None:
            assign.assignment(c, arg, t, _context(e))
    return signature


def _context(e: ast.CallExpr) -> str:
    return f"argument to {expr_string(e.fun)}" if False else "argument"


def _spread(params: list[Var], n_args: int) -> list[Var]:
    """Parameters with the variadic one repeated for the arguments that it takes."""
    last = params[-1]
    elem: Type = INVALID_TYPE
    if isinstance(last.type, Slice):
        elem = last.type.elem
    fixed = params[:-1]
    for _ in range(n_args - len(fixed)):
        var = Var(last.pos, last.pkg, last.name, elem, last.kind)
        fixed.append(var)
    return fixed


def _report_count(
    c: "ck.Checker", e: ast.CallExpr, signature: Signature, args: list[Operand], n_params: int
) -> None:
    """`not enough arguments in call to f` with what there is and what is wanted."""
    from goescape.types.typestring import tuple_string

    many = len(args) > n_params
    have = "(" + ", ".join(_short(c, arg) for arg in args) + ")"
    want = tuple_string(
        Tuple([Var(v.pos, v.pkg, "", v.type, v.kind) for v in signature.params.vars]),
        signature.variadic,
        c.qualifier,
    )
    name = expr_string(e.fun)
    text = f"{'too many' if many else 'not enough'} arguments in call to {name}\n\thave {have}\n\twant {want}"
    if many:
        at = args[n_params].expr
        if at is not None:
            c.error_at(at, text)
            return
    c.error(_closing(e), text)


def _closing(e: ast.CallExpr) -> int:
    """Where the `)` of a call is, as far as the tree tells: behind the last argument."""
    from goescape.syntax import walk

    if e.rparen:
        return e.rparen
    return walk.end_pos(e.args[-1]) if e.args else e.pos + 1


def _short(c: "ck.Checker", arg: Operand) -> str:
    if arg.is_nil:
        return "nil"
    if predicates.is_untyped(arg.type):
        if predicates.is_numeric(arg.type):
            return "number"
        return type_string(arg.type, c.qualifier).replace("untyped ", "")
    return type_string(arg.type, c.qualifier)


# ---------------------------------------------------------------------------------- type arguments


def _generic_arguments(
    c: "ck.Checker",
    e: ast.CallExpr,
    signature: Signature,
    params: list[Var],
    targs: list[Type],
    targ_exprs: list[ast.Expr],
    args: list[Operand],
) -> Signature | None:
    """Infer missing type arguments, instantiate, then check the arguments."""
    tparams = list(signature.tparams)
    # Recursive calls mention the type parameters being inferred: rename them apart.
    renamed, mapping = _renamed(tparams)
    renamed_types: list[Type] = list(renamed)
    param_vars = [_renamed_var(var, tparams, renamed_types) for var in params]
    generic_args: list[tuple[Operand, list[TypeParam]]] = []
    all_tparams = list(renamed)
    for arg in args:
        if isinstance(arg.type, Signature) and arg.type.tparams:
            own, _ = _renamed(arg.type.tparams)
            own_types: list[Type] = list(own)
            plain = Signature(None, arg.type.params, arg.type.results, arg.type.variadic)
            generic_args.append((arg, own))
            arg.type = subst.subst(plain, arg.type.tparams, own_types)
            all_tparams.extend(own)
    known: list[Type] = list(targs)
    inferred = infer.infer(c, _closing(e), all_tparams, known, Tuple(param_vars), args, False)
    if inferred is None:
        return None
    main = inferred[: len(tparams)]
    at = len(tparams)
    for arg, own in generic_args:
        own_targs = inferred[at : at + len(own)]
        at += len(own)
        arg.type = subst.subst(arg.type, own, own_targs)
        if arg.expr is not None:
            record_instance(c, arg.expr, own_targs, arg.type)
    instance = instantiate.instantiate(signature, main)
    if not isinstance(instance, Signature):
        return None
    if not verify(c, e.pos, tparams, main, targ_exprs):
        return None
    record_instance(c, e.fun, main, instance)
    for i, arg in enumerate(args):
        t = params[i].type
        if t is not None:
            assign.assignment(c, arg, subst.subst(t, tparams, main), "argument")
    return instance


def verify(
    c: "ck.Checker",
    pos: int,
    tparams: list[TypeParam],
    targs: list[Type],
    exprs: list[ast.Expr],
) -> bool:
    """Check type arguments of a function against their constraints."""
    failure = implements.satisfies_all(tparams, targs, c.qualifier)
    if failure is None:
        return True
    i, reason = failure
    if i < len(exprs):
        c.error_at(exprs[i], reason)
    else:
        c.error(pos, reason)
    return False


def _renamed(tparams: list[TypeParam]) -> tuple[list[TypeParam], list[Type]]:
    """Fresh copies of type parameters, bounds included."""
    from goescape.types.objects import TypeName

    fresh: list[TypeParam] = []
    for tparam in tparams:
        obj = TypeName(tparam.obj.pos, tparam.obj.pkg, tparam.obj.name, None)
        copy = TypeParam(obj, None)
        copy.idx = tparam.idx
        obj.type = copy
        fresh.append(copy)
    types: list[Type] = list(fresh)
    for i, tparam in enumerate(tparams):
        bound = tparam.bound
        fresh[i].bound = subst.subst(bound, tparams, types) if bound is not None else None
    return fresh, types


def _renamed_var(var: Var, tparams: list[TypeParam], targs: list[Type]) -> Var:
    t = var.type
    if t is None:
        return var
    return Var(var.pos, var.pkg, var.name, subst.subst(t, tparams, targs), var.kind)


def _infer_function_arguments(
    c: "ck.Checker", e: ast.CallExpr, params: list[Var], args: list[Operand]
) -> None:
    """Generic functions passed to parameters of known function types."""
    for i, arg in enumerate(args):
        t = params[i].type
        if isinstance(arg.type, Signature) and arg.type.tparams and t is not None:
            instantiate_for_target(c, arg, t)


def instantiate_for_target(c: "ck.Checker", x: Operand, target: Type) -> None:
    """Infer the type arguments of generic function x from the function type it is assigned to."""
    generic = x.type
    if not isinstance(generic, Signature) or x.expr is None:
        return
    fresh, _types = _renamed(generic.tparams)
    types: list[Type] = list(fresh)
    plain = Signature(None, generic.params, generic.results, generic.variadic)
    wanted = subst.subst(plain, generic.tparams, types)
    source = Operand()
    source.mode = info.MODE_VALUE
    source.expr = x.expr
    source.type = target
    param = Var(x.pos, None, "", wanted, 0)
    inferred = infer.infer(c, x.pos, fresh, [], Tuple([param]), [source], True)
    if inferred is None:
        x.invalidate()
        return
    instance = instantiate.instantiate(generic, inferred)
    if not verify(c, x.pos, generic.tparams, inferred, []):
        x.invalidate()
        return
    x.type = instance
    record_instance(c, x.expr, inferred, instance)
    c.info.types[x.expr.idx] = instance


def record_instance(c: "ck.Checker", e: ast.Expr, targs: list[Type], t: Type) -> None:
    """Record the instantiation at the identifier that names the generic function."""
    while True:
        if isinstance(e, ast.Name):
            c.info.instances[e.idx] = info.Instance(targs, t)
            c.info.types[e.idx] = t
            return
        if isinstance(e, ast.SelectorExpr):
            c.info.instances[e.sel.idx] = info.Instance(targs, t)
            c.info.types[e.sel.idx] = t
            c.info.types[e.idx] = t
            return
        if isinstance(e, (ast.ParenExpr, ast.IndexExpr)):
            c.info.types[e.idx] = t
            c.info.modes[e.idx] = info.MODE_VALUE
            e = e.x
        else:
            return


def explicit_instance(c: "ck.Checker", x: Operand, e: ast.IndexExpr) -> None:
    """`f[T]` used as a value: all type arguments, or enough to infer the rest from constraints."""
    generic = x.type
    if not isinstance(generic, Signature):
        return
    exprs = unpack(e.index)
    targs = typexpr.type_list(c, exprs)
    if targs is None:
        x.invalidate()
        return
    if len(targs) > len(generic.tparams):
        c.error_at(
            exprs[len(generic.tparams)],
            f"got {len(targs)} type arguments but {expr_string(e.x)} has {len(generic.tparams)} type parameters",
        )
        x.invalidate()
        return
    if len(targs) < len(generic.tparams):
        inferred = infer.infer(c, e.pos, list(generic.tparams), targs, Tuple([]), [], False)
        if inferred is None:
            x.invalidate()
            return
        targs = inferred
    instance = instantiate.instantiate(generic, targs)
    if not verify(c, e.pos, generic.tparams, targs, exprs):
        x.invalidate()
        return
    x.type = instance
    x.mode = info.MODE_VALUE
    record_instance(c, e.x, targs, instance)
