"""Calls, conversions and instantiation of generic functions (Go spec, "Calls", "Type inference")."""

from goescape.base import codes
from goescape.check import (
    assign,
    builtins,
    conversion,
    cycles,
    expr,
    infer,
    info,
    typexpr,
    verify,
)
from goescape.check import checker as ck
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.syntax import walk
from goescape.syntax.cursor import unpack
from goescape.syntax.printer import expr_string
from goescape.types import instantiate, predicates, subst, typeset
from goescape.types.model import (
    Interface,
    Signature,
    Slice,
    Tuple,
    Type,
    TypeParam,
    underlying,
)  # fmt: skip
from goescape.types.objects import VAR_PARAM, Var
from goescape.types.typestring import type_string
from goescape.types.universe import INVALID_TYPE


def call(c: "ck.Checker", x: Operand, e: ast.CallExpr) -> None:
    """A call or conversion."""
    targ_exprs: list[ast.Expr] = []
    targs: list[Type] = []
    fun = e.fun
    # In parentheses it is not a part of the call: all type arguments must be known without the others.
    index_expr = fun
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
                codes.WRONG_TYPE_ARG_COUNT,
                f"got {len(targs)} type arguments but want {len(generic.tparams)}",
            )
            expr.use(c, e.args)
            x.invalidate()
            return
    elif not isinstance(index_expr, ast.IndexExpr):
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
    signature, cause = typeset.common_or_why(x.type, c.qualifier, typeset.CALLABLE)
    if not isinstance(signature, Signature):
        shown = operand_string(x, c.qualifier)
        c.error(
            expr.constants_pos(x),
            codes.INVALID_CALL,
            f"invalid operation: cannot call {shown}: {cause}",
        )
        x.invalidate()
        x.expr = e
        return
    _check_call(c, x, e, signature, targs, targ_exprs)


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
        c.error_at(
            e.fun,
            codes.WRONG_TYPE_ARG_COUNT,
            f"cannot use generic type {expr_string(e.fun)} without instantiation",
        )
        expr.use(c, e.args)
        x.invalidate()
        return
    x.invalidate()
    x.expr = e
    if not cycles.is_complete(c, t):
        return
    shown = type_string(t, c.qualifier)
    if len(e.args) == 0:
        c.error_at(e, codes.WRONG_ARG_COUNT, f"missing argument in conversion to {shown}")
    elif len(e.args) > 1:
        expr.use(c, e.args)
        c.error_at(
            e.args[-1], codes.WRONG_ARG_COUNT, f"too many arguments in conversion to {shown}"
        )
    else:
        expr.expr_with_target(c, x, e.args[0], t, "conversion")
        if x.is_valid:
            if _may_convert(c, e, t, shown):
                conversion.conversion(c, x, t)
        x.expr = e


def _may_convert(c: "ck.Checker", e: ast.CallExpr, t: Type, shown: str) -> bool:
    """Report conversions to constraints and of `x...`; their operands stay as they are."""
    under = underlying(t)
    if isinstance(under, Interface) and not predicates.is_type_param(t):
        types = typeset.type_set(under)
        if types.terms is not None or types.comparable:
            c.error_at(
                e,
                codes.MISPLACED_CONSTRAINT_IFACE,
                f"cannot use interface {shown} in conversion (contains specific type constraints or is comparable)",
            )
            return False
    if e.has_dots:
        c.error_at(
            e.args[0],
            codes.NON_VARIADIC_DOT_DOT_DOT,
            f"invalid use of ... in conversion to {shown}",
        )
        return False
    return True


def _check_call(
    c: "ck.Checker",
    x: Operand,
    e: ast.CallExpr,
    signature: Signature,
    targs: list[Type],
    targ_exprs: list[ast.Expr],
) -> None:
    fun_mode_type = x.type
    callee = signature
    if targs and len(targs) == len(signature.tparams):
        # Whatever becomes of the arguments, the call is one of the instance.
        callee = _whole_instance(c, e.fun, signature, targs, targ_exprs)
        targs = []
    args = expr.multi_args(c, e.args)
    result = arguments(c, e, callee, targs, targ_exprs, args)
    if not result.tparams and (signature.tparams or fun_mode_type is not result):
        _record_callee_type(c, e.fun, result)
    _set_result(c, x, e, result)
    c.env.has_call_or_receive = True
    if x.is_valid and infer.is_parameterized(result.tparams, x.type):
        # Type arguments could not be inferred, and what the result is depends on them.
        x.invalidate()
        x.expr = e


def _whole_instance(
    c: "ck.Checker",
    fun: ast.Expr,
    generic: Signature,
    targs: list[Type],
    targ_exprs: list[ast.Expr],
) -> Signature:
    """The instance that `f[T]` names when all type arguments are given."""
    c.require(walk.start_pos(fun), 18, "function instantiation")
    instance = instantiate.instantiate(generic, targs, c.instances)
    if not isinstance(instance, Signature):
        return generic
    record_instance(c, fun, targs, instance)
    verify.of_function(c, fun.pos, generic.tparams, targs, targ_exprs)
    return instance


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
        if not cycles.is_complete(c, x.type):
            x.invalidate()
            x.expr = e
            return
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
) -> Signature:
    """Check arguments against parameters; returns the signature, instantiated if type arguments are known."""
    params = list(signature.params.vars)
    n_args = len(args)
    n_params = len(params)
    if signature.variadic:
        if e.has_dots:
            if len(e.args) == 1 and n_args > 1:
                c.error_at(
                    e,
                    codes.INVALID_DOT_DOT_DOT,
                    f"cannot use ... with {n_args}-valued {expr_string(e.args[0])}",
                )
                return signature
        elif n_args >= n_params - 1:
            params = _spread(params, n_args)
            n_params = n_args
        else:
            n_params -= 1  # the variadic part is not missing
    elif e.has_dots:
        c.error_at(
            e,
            codes.NON_VARIADIC_DOT_DOT_DOT,
            f"cannot use ... in call to non-variadic {expr_string(e.fun)}",
        )
        return signature
    if n_args != n_params:
        _report_count(c, e, signature, args, n_params)
        return signature
    if signature.tparams or any(_is_generic(arg) for arg in args):
        return _generic_arguments(c, e, signature, params, targs, targ_exprs, args)
    _assign_arguments(c, e, params, args)
    return signature


def _is_generic(x: Operand) -> bool:
    return isinstance(x.type, Signature) and bool(x.type.tparams)


def _assign_arguments(
    c: "ck.Checker", e: ast.CallExpr, params: list[Var], args: list[Operand]
) -> None:
    if not args:
        return
    context = f"argument to {expr_string(e.fun)}"
    for i, arg in enumerate(args):
        t = params[i].type
        if t is not None:
            assign.assignment(c, arg, t, context)


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
    at: ast.Node = e
    what = "not enough"
    extra = args[min(n_params, len(args) - 1)].expr if args else None
    if len(args) > n_params:
        what = "too many"
    if extra is not None:
        at = extra
    have = types_summary(c, [arg.type for arg in args], False, e.has_dots)
    wanted = [var.type for var in signature.params.vars if var.type is not None]
    want = types_summary(c, wanted, signature.variadic, False)
    c.error_at(
        at,
        codes.WRONG_ARG_COUNT,
        f"{what} arguments in call to {expr_string(e.fun)}",
        f"\n\thave {have}\n\twant {want}",
    )


def types_summary(c: "ck.Checker", types: list[Type], variadic: bool, has_dots: bool) -> str:
    """`(int, number, ...string)`: untyped numeric constants are all the same here."""
    parts: list[str] = []
    for i, t in enumerate(types):
        is_last = i == len(types) - 1
        if predicates.is_invalid(t):
            text = "unknown type"
        elif predicates.is_untyped(t):
            if predicates.is_numeric(t):
                text = "number"
            else:
                text = type_string(t, c.qualifier).removeprefix("untyped ")
        elif variadic and is_last and isinstance(t, Slice):
            text = "..." + type_string(t.elem, c.qualifier)
        else:
            text = type_string(t, c.qualifier)
        if has_dots and is_last:
            text += "..."
        parts.append(text)
    return "(" + ", ".join(parts) + ")"


# ---------------------------------------------------------------------------------- type arguments


def _generic_arguments(
    c: "ck.Checker",
    e: ast.CallExpr,
    signature: Signature,
    params: list[Var],
    targs: list[Type],
    targ_exprs: list[ast.Expr],
    args: list[Operand],
) -> Signature:
    """Infer missing type arguments of the callee and of generic arguments, instantiate, then assign."""
    if signature.tparams:
        if isinstance(e.fun, ast.IndexExpr):
            c.require(walk.start_pos(e.fun), 18, "function instantiation")
        else:
            c.require(walk.start_pos(e), 18, "implicit function instantiation")
    own_tparams = list(signature.tparams)
    # Recursive calls mention the type parameters being inferred: rename them apart.
    tparams, renamed = infer.rename_type_params(own_tparams, Tuple(params))
    tparams = list(tparams)
    n = len(tparams)
    given: list[Type | None] = list(targs)
    while len(given) < n:
        given.append(None)
    generic_args: list[tuple[Operand, Signature]] = []
    is_complete = True
    for arg in args:
        if arg.partial and not c.allows(21):
            # The call is not asked about the others: their constraints must tell.
            function = arg.expr.x if isinstance(arg.expr, ast.IndexExpr) else arg.expr
            generic = arg.type
            _infer_rest(c, arg, None, [], arg.pos if function is None else function.pos)
            if not arg.is_valid:
                # An argument that stays generic, which is reported, too.
                is_complete = False
                arg.type = generic
        generic = arg.type
        if isinstance(generic, Signature) and generic.tparams:
            plain = Signature(generic.recv, generic.params, generic.results, generic.variadic)
            fresh, changed = infer.rename_type_params(generic.tparams, plain)
            if isinstance(changed, Signature):
                arg.type = Signature(None, changed.params, changed.results, changed.variadic, fresh)
            tparams.extend(fresh)
            given.extend(arg.partial)
            given.extend([None for _ in range(len(fresh) - len(arg.partial))])
            arg.partial = []
            generic_args.append((arg, generic))
    if generic_args and not c.allows(21):
        first = generic_args[0][0].expr
        if first is not None:
            what = "implicitly instantiated function as argument"
            c.require(walk.start_pos(first), 21, what)
    if not is_complete:
        return signature
    failure = infer.Failure()
    wanted = renamed if isinstance(renamed, Tuple) else Tuple(params)
    inferred = infer.infer(c, call_pos(e), tparams, given, wanted, args, False, failure)
    if inferred is None:
        if failure.message:
            c.error(
                failure.pos,
                codes.CANNOT_INFER_TYPE_ARGS,
                f"in call to {expr_string(e.fun)}, {failure.message}",
            )
        return signature
    instance = signature
    if n:
        found = instantiate.instantiate(signature, inferred[:n], c.instances)
        if not isinstance(found, Signature):
            return signature
        instance = found
        record_instance(c, e.fun, inferred[:n], instance)
        verify.of_function(c, e.pos, own_tparams, inferred[:n], targ_exprs)
        params = [_substituted(var, own_tparams, inferred[:n]) for var in params]
    at = n
    for arg, generic in generic_args:
        n_own = len(generic.tparams)
        own_targs = inferred[at : at + n_own]
        at += n_own
        arg.type = instantiate.instantiate(generic, own_targs, c.instances)
        if arg.expr is not None:
            record_instance(c, arg.expr, own_targs, arg.type)
            verify.of_function(c, arg.pos, generic.tparams, own_targs, [])
            expr.record(c, arg)
    _assign_arguments(c, e, params, args)
    return instance


def call_pos(e: ast.CallExpr) -> int:
    """Where errors of inference are reported that belong to no argument."""
    return e.pos


def _substituted(var: Var, tparams: list[TypeParam], targs: list[Type]) -> Var:
    if var.type is None:
        return var
    return Var(var.pos, var.pkg, var.name, subst.subst(var.type, tparams, targs), var.kind)


def instantiate_for_target(c: "ck.Checker", x: Operand, target: Type, name: str) -> None:
    """Infer the type arguments of generic function x from the function type it is assigned to.

    `name` is how messages call what it is assigned to.
    """
    generic = x.type
    wanted = typeset.core_type(target)
    if not isinstance(generic, Signature) or not isinstance(wanted, Signature) or x.expr is None:
        return
    if c.require(x.pos, 18, "function instantiation"):
        how = "partially" if x.partial else "implicitly"
        c.require(x.pos, 21, f"{how} instantiated function in assignment")
    plain = Signature(None, generic.params, generic.results, generic.variadic)
    source = Operand()
    source.mode = info.MODE_VALUE
    source.expr = ast.Name(x.expr.pos, 0, name) if name else x.expr
    source.type = wanted
    _infer_rest(c, x, plain, [source], x.pos)


def complete_partial(c: "ck.Checker", x: Operand, pos: int) -> None:
    """`f[int]` where nothing says what the other type arguments are, but for the constraints."""
    _infer_rest(c, x, None, [], pos)


def _infer_rest(
    c: "ck.Checker", x: Operand, param_type: Signature | None, args: list[Operand], pos: int
) -> None:
    """Instantiate generic function x; type arguments it lacks are inferred from the argument, if any.

    Errors are reported at `pos`.
    """
    generic = x.type
    if not isinstance(generic, Signature) or x.expr is None:
        return
    vars = [] if param_type is None else [Var(x.pos, None, "", param_type, VAR_PARAM)]
    fresh, params = infer.rename_type_params(generic.tparams, Tuple(vars))
    given = list(x.partial)
    exprs = x.partial_exprs if given else []
    x.partial = []
    wanted = params if isinstance(params, Tuple) else Tuple(vars)
    inferred = infer.infer(c, pos, fresh, given, wanted, args, bool(args))
    if inferred is None:
        x.invalidate()
        return
    x.type = instantiate.instantiate(generic, inferred, c.instances)
    record_instance(c, x.expr, inferred, x.type)
    c.info.types[x.expr.idx] = x.type
    verify.of_function(c, x.pos, generic.tparams, inferred, exprs)


def record_instance(c: "ck.Checker", e: ast.Expr, targs: list[Type], t: Type) -> None:
    """Record the instantiation at the identifier that names the generic function.

    Only e itself has the type of the instance: in `f[int]`, f stays generic.
    """
    c.info.types[e.idx] = t
    c.info.modes[e.idx] = info.MODE_VALUE
    while isinstance(e, (ast.ParenExpr, ast.IndexExpr)):
        e = e.x
    if isinstance(e, ast.SelectorExpr):
        e = e.sel
    if isinstance(e, ast.Name):
        c.info.instances[e.idx] = info.Instance(targs, t)


def explicit_instance(c: "ck.Checker", x: Operand, e: ast.IndexExpr) -> None:
    """`f[T]` used as a value: all type arguments, or enough to infer the rest from constraints."""
    generic = x.type
    if not isinstance(generic, Signature):
        return
    c.require(e.pos, 18, "function instantiation")
    exprs = unpack(e.index)
    targs = typexpr.type_list(c, exprs)
    if targs is None:
        x.invalidate()
        return
    if len(targs) > len(generic.tparams):
        c.error_at(
            exprs[-1],
            codes.WRONG_TYPE_ARG_COUNT,
            f"got {len(targs)} type arguments but want {len(generic.tparams)}",
        )
        x.invalidate()
        return
    if len(targs) < len(generic.tparams):
        # What it is used for decides about the others.
        x.mode = info.MODE_VALUE
        x.partial = targs
        x.partial_exprs = exprs
        return
    instance = instantiate.instantiate(generic, targs, c.instances)
    verify.of_function(c, e.pos, generic.tparams, targs, exprs)
    x.type = instance
    x.mode = info.MODE_VALUE
    record_instance(c, e, targs, instance)
