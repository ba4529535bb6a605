"""Copying a template's expressions for type arguments: those of which something is decided, or registered."""

from goescape.base.bug import InternalError
from goescape.base.constant import BoolConst, Constant, StringConst
from goescape.ir import build, nodes_copy
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.generics import closure_values, derived, instances
from goescape.lower.generics.copier import Copier
from goescape.lower.making import receivers
from goescape.lower.typeargs import shapes
from goescape.types import identity, predicates
from goescape.types.model import Pointer, Signature, Struct, Tuple, Type, TypeParam, unalias
from goescape.types.objects import Func


def copy(c: Copier, x: ir.Expr) -> ir.Expr:
    """`x` for the type arguments of `c`."""
    if isinstance(x, ir.Use):
        if not x.var.implicit:
            c.type(x.type)
        return ir.Use(x.pos, c.local(x.var))
    if isinstance(x, ir.Call) and x.init:
        plain = _with_callee_in_place(x, x.init)
        if plain is not None:
            return _call_by_temporary(c, x, plain)
    init = c.init(x)
    result = _copy(c, x)
    if init:
        result.init = [*init, *(result.init or [])]
    return result


def _copy(c: Copier, x: ir.Expr) -> ir.Expr:
    if isinstance(x, ir.Literal):
        return build.literal(x.pos, c.type(x.type), x.value)
    if isinstance(x, ir.Call):
        return _call(c, x)
    if isinstance(x, ir.Field):
        return _field(c, x)
    if isinstance(x, ir.Convert):
        return _convert(c, x)
    if isinstance(x, ir.Binary):
        return _binary(c, x)
    if isinstance(x, ir.BuiltinCall):
        return _builtin(c, x)
    if isinstance(x, (ir.GlobalUse, ir.FuncUse)):
        return _mention(c, x)
    if isinstance(x, (ir.AddrOf, ir.Unary, ir.Receive)):
        return _operator(c, x)
    if isinstance(x, (ir.Index, ir.MapIndex, ir.SliceOp)):
        return _element(c, x)
    if isinstance(x, ir.StructLit):
        return _struct(c, x)
    if isinstance(x, ir.New):
        return ir.New(x.pos, c.type(x.type), shapes.is_derived(x.type))
    if isinstance(x, ir.FuncLit):
        return c.literal(x)
    if isinstance(x, ir.TypeAssert):
        return _assert(c, x)
    if isinstance(x, ir.GenericFuncUse):
        return _function_value(c, x)
    if isinstance(x, ir.MethodValue):
        return _method_value(c, x)
    if isinstance(x, ir.MethodExpr):
        return _method_expr(c, x)
    if isinstance(x, ir.InterfaceMethod):
        return _interface_method(c, x)
    if isinstance(x, ir.Deref):
        return ir.Deref(x.pos, _own_type(c, x, x.implicit), c.expr(x.x), x.implicit)
    if isinstance(x, ir.PtrLit):
        return ir.PtrLit(x.pos, _own_type(c, x, x.implicit), c.expr(x.x), x.implicit)
    if isinstance(x, ir.TypeSize):
        return build.type_size(c.asm.unit.sizes, x.pos, x.what, c.type(x.of), x.path)
    return nodes_copy.expr(c, x)


def _mention(c: Copier, x: ir.GlobalUse | ir.FuncUse) -> ir.Expr:
    # The type is part of the mention: it is read here before its variable is.
    t = c.type(x.type)
    if isinstance(x, ir.FuncUse):
        return ir.FuncUse(x.pos, t, mentioned(c, x.func))
    var = x.var.var
    return ir.GlobalUse(x.pos, x.var if var is None else c.asm.mention_global(var))


def mentioned(c: Copier, func: ir.Func) -> ir.Func:
    """The function of this package's list (or stub) for one that a template mentions."""
    obj = func.obj
    if obj is None or (obj.leaks is None and func.leaks is not None):
        return func
    return c.asm.mention(obj)


# ------------------------------------------------------------------------------------ operators


def _operator(c: Copier, x: ir.AddrOf | ir.Unary | ir.Receive) -> ir.Expr:
    t = _own_type(c, x, isinstance(x, ir.AddrOf) and x.implicit)
    operand = c.expr(x.x)
    if isinstance(x, ir.AddrOf):
        result: ir.Expr = build.addr(x.pos, operand, x.implicit)
        result.type = t
        return result
    if isinstance(x, ir.Unary):
        return build.unary(x.pos, t, x.op, operand)
    return build.receive(x.pos, t, operand)


def _binary(c: Copier, x: ir.Binary) -> ir.Expr:
    """Long chains lean to the left: they are copied in a loop."""
    chain: list[ir.Binary] = [x]
    while isinstance(chain[-1].x, ir.Binary) and chain[-1].x.init is None:
        chain.append(chain[-1].x)
    types = [c.type(link.type) for link in chain]
    left = c.expr(chain[-1].x)
    for i in range(len(chain) - 1, -1, -1):
        link = chain[i]
        left = build.binary(link.pos, types[i], link.op, left, c.expr(link.y))
    return left


def _own_type(c: Copier, x: ir.ExprNode, is_implicit: bool) -> Type:
    """The type of an expression; only what is in the source mentions it."""
    return c.context.type(x.type) if is_implicit else c.type(x.type)


def _field(c: Copier, x: ir.Field) -> ir.Expr:
    t = _own_type(c, x, x.implicit)
    operand = c.expr(x.x)
    idx = _field_index(x)
    result = build.field_step(x.pos, operand, idx, x.implicit)
    result.type = t
    return result


def _field_index(x: ir.Field) -> int:
    """The number of a field in the template's struct, which is the same in the instance's."""
    form = build.core(x.x.type)
    if isinstance(form, Pointer):
        form = build.core(form.elem)
    if isinstance(form, Struct):
        for i, field in enumerate(form.fields):
            if field is x.field:
                return i
        for i, field in enumerate(form.fields):
            if identity.same_id(field, x.field):
                return i
    raise InternalError(f"no field {x.field.name}", x.pos)


def _element(c: Copier, x: ir.Index | ir.MapIndex | ir.SliceOp) -> ir.Expr:
    t = c.type(x.type)
    operand = c.expr(x.x)
    if isinstance(x, ir.SliceOp):
        lo = c.optional(x.lo)
        hi = c.optional(x.hi)
        return build.slice_op(x.pos, t, operand, lo, hi, c.optional(x.max))
    return build.index(x.pos, t, operand, c.expr(x.index))


def _assert(c: Copier, x: ir.TypeAssert) -> ir.Expr:
    t = c.type(x.type)
    operand = c.expr(x.x)
    return ir.TypeAssert(x.pos, t, operand, is_dynamic(c, x.type, x.x.type))


def is_dynamic(c: Copier, t: Type, iface: Type) -> bool:
    """Whether testing a value of the template's type `iface` for `t` needs the dictionary."""
    if shapes.is_derived(t):
        return True
    if build.is_empty_interface(iface) or build.is_interface(c.context.type(t)):
        return False
    return shapes.is_derived(iface)


# ---------------------------------------------------------------------------------- conversions


def _convert(c: Copier, x: ir.Convert) -> ir.Expr:
    t = c.type(x.type)
    operand = c.expr(x.x)
    if x.kind != ir.CONV_GENERIC:
        return ir.Convert(x.pos, t, x.kind, operand, x.implicit)
    if isinstance(operand, ir.Literal) and isinstance(unalias(x.type), TypeParam):
        if _is_constant_conversion(t, operand.value):
            value = build.literal(operand.pos, t, operand.value)
            return ir.Convert(x.pos, t, ir.CONV_NOP, value, True)
    return build.convert(c.asm.layout, x.pos, t, operand, x.implicit)


def _is_constant_conversion(t: Type, value: Constant) -> bool:
    """Whether a constant stays a constant when converted to `t`."""
    if isinstance(value, BoolConst):
        return predicates.is_boolean(t)
    if isinstance(value, StringConst):
        return predicates.is_string(t)
    return predicates.is_numeric(t)


def _struct(c: Copier, x: ir.StructLit) -> ir.Expr:
    t = c.type(x.type)
    elems: list[ir.FieldValue] = []
    for elem in x.elems:
        field = build.field_at(t, elem.path)
        elems.append(ir.FieldValue(elem.pos, field, elem.path, c.expr(elem.value)))
    return ir.StructLit(x.pos, t, elems)


# ---------------------------------------------------------------------------------------- calls


def _builtin(c: Copier, x: ir.BuiltinCall) -> ir.Expr:
    t = c.type(x.type)
    return build.builtin_call(x.pos, t, x.builtin, c.exprs(x.args), x.has_dots)


def _call(c: Copier, x: ir.Call) -> ir.Expr:
    # Several results together are no type that anybody reads.
    t = c.context.type(x.type) if isinstance(x.type, Tuple) else c.type(x.type)
    fun = x.fun
    if isinstance(fun, ir.GenericFuncUse):
        callee, dictionary = _function(c, fun)
        args = [dictionary, *c.exprs(x.args)]
    elif isinstance(fun, ir.TypeParamMethod):
        recv = c.expr(fun.x)
        callee = _type_param_method(c, fun, recv)
        args = [recv, *c.exprs(x.args)]
    elif isinstance(fun, ir.MethodExpr) and fun.func is None and not fun.index:
        return _generic_method_call(c, x, fun, t)
    elif isinstance(fun, ir.MethodExpr) and x.args and not fun.index:
        # The receiver is built before the method.
        recv = c.expr(x.args[0])
        callee = c.expr(fun)
        args = [recv, *c.exprs(x.args[1:])]
    else:
        callee = c.expr(fun)
        args = c.exprs(x.args)
    return ir.Call(x.pos, t, callee, args, x.has_dots)


def _with_callee_in_place(x: ir.Call, init: list[ir.Stmt]) -> ir.Call | None:
    """The call without the temporary that its callee is in (see `build.spill_callee`); None if there is none."""
    spilled = init[0]
    if not isinstance(spilled, ir.Assign) or spilled.defines or spilled.value is None:
        return None
    fun = x.fun
    if isinstance(fun, ir.InterfaceMethod):
        fun = ir.InterfaceMethod(fun.pos, fun.type, spilled.value, fun.method)
    elif isinstance(fun, ir.MethodValue):
        targs = fun.targs
        fun = ir.MethodValue(fun.pos, fun.type, spilled.value, fun.method, fun.func)
        fun.targs = targs
    else:
        fun = spilled.value
    return ir.Call(x.pos, x.type, fun, x.args, x.has_dots)


def _call_by_temporary(c: Copier, x: ir.Call, plain: ir.Call) -> ir.Expr:
    """Callee and arguments are read, then the temporary is declared."""
    result = _copy(c, plain)
    if isinstance(result, ir.Call):
        build.spill_callee(c.func, result)
        copied = _callee_variable(result)
        template = _callee_variable(x)
        if copied is not None and template is not None:
            c.locals[template] = copied
    return result


def _callee_variable(x: ir.Call) -> ir.Local | None:
    fun = x.fun.x if isinstance(x.fun, (ir.InterfaceMethod, ir.MethodValue)) else x.fun
    return fun.var if isinstance(fun, ir.Use) else None


def _generic_method_call(c: Copier, x: ir.Call, fun: ir.MethodExpr, t: Type) -> ir.Expr:
    if build.is_interface(fun.recv):
        # A method expression that is called at once.
        callee = c.expr(fun)
        return ir.Call(x.pos, t, callee, c.exprs(x.args), x.has_dots)
    recv = c.expr(x.args[0])
    c.type(fun.recv)
    if fun.sig is not None:
        c.type(fun.sig)
    found = derived.method(c.context, fun.pos, fun.recv, fun.method, fun.targs)
    if found is None:
        targs = c.types(fun.targs)
        found = instances.method_callee(c.asm, fun.pos, recv.type, fun.method, targs)
    shaped, dictionary = found
    return ir.Call(x.pos, t, shaped, [recv, dictionary, *c.exprs(x.args[1:])], x.has_dots)


def _function(c: Copier, x: ir.GenericFuncUse) -> tuple[ir.Expr, ir.Expr]:
    """A generic function, shaped, with its dictionary."""
    if shapes.any_derived(x.targs):
        return derived.function(c.context, x.pos, x.obj, x.targs)
    return instances.func_callee(c.b, x.pos, x.obj, c.types(x.targs))


def _function_value(c: Copier, x: ir.GenericFuncUse) -> ir.Expr:
    t = c.type(x.type)
    if not shapes.any_derived(x.targs):
        return instances.func_value(c.b, x.pos, x.obj, c.types(x.targs))
    fun, dictionary = derived.function(c.context, x.pos, x.obj, x.targs)
    return closure_values.curry(c.b, x.pos, t, False, fun, [dictionary])


# --------------------------------------------------------------------------------------- methods


def _type_param_method(c: Copier, x: ir.TypeParamMethod, recv: ir.Expr) -> ir.Expr:
    """A method of a type parameter, as a function of its receiver."""
    t = c.type(x.type)
    if build.is_interface(recv.type):
        c.asm.imprecise_calls.append(x.pos)
        c.func.note_imprecise_call(x.pos)
    return _method_word(c, x.pos, t, x.x.type, recv.type, x.method)


def _method_word(c: Copier, pos: int, t: Type, param: Type, recv: Type, method: Func) -> ir.Expr:
    """`t` is the method's type without receiver; `param` the type parameter."""
    sig = unalias(t)
    p = unalias(param)
    if not isinstance(sig, Signature) or not isinstance(p, TypeParam):
        raise InternalError("method of something that is not a type parameter", pos)
    return c.context.method_word(pos, declare.with_receiver(recv, sig), p, method)


def _interface_method(c: Copier, x: ir.InterfaceMethod) -> ir.Expr:
    recv = c.expr(x.x)
    c.type(x.x.type)
    return ir.InterfaceMethod(x.pos, c.type(x.type), recv, x.method)


def _method_value(c: Copier, x: ir.MethodValue) -> ir.Expr:
    t = c.type(x.type)
    recv = c.expr(x.x)
    c.type(x.x.type)
    template_recv = unalias(x.x.type)
    if isinstance(template_recv, TypeParam):
        fun = _method_word(c, x.pos, t, template_recv, recv.type, x.method)
        return closure_values.curry(c.b, x.pos, t, True, fun, [recv])
    if x.func is not None:
        func = c.asm.func(x.method)
        c.asm.method_value(recv.type, x.method)
        return ir.MethodValue(x.pos, t, recv, x.method, func)
    if build.is_interface(template_recv):
        if shapes.has_shape(recv.type):
            recv = ir.Convert(recv.pos, recv.type, ir.CONV_NOP, recv, False)
        c.asm.method_value(recv.type, x.method)
        return ir.MethodValue(x.pos, t, recv, x.method, None)
    found = derived.method(c.context, x.pos, template_recv, x.method, x.targs)
    if found is None:
        targs = c.types(x.targs)
        return instances.method_value(c.b, x.pos, recv, x.method, targs, t)
    callee, dictionary = found
    return closure_values.curry(c.b, x.pos, t, True, callee, [recv, dictionary])


def _method_expr(c: Copier, x: ir.MethodExpr) -> ir.Expr:
    if x.sig is not None and x.func is not None:
        recv = c.type(x.recv)
        full = declare.with_receiver(recv, build.signature_of(c.type(x.sig), x.pos))
        return ir.MethodExpr(x.pos, full, recv, x.method, c.asm.func(x.method))
    t = c.type(x.type)
    recv = c.type(x.recv)
    if x.func is not None:
        return ir.MethodExpr(x.pos, t, recv, x.method, c.asm.func(x.method))
    template_recv = unalias(x.recv)
    if isinstance(template_recv, TypeParam):
        sig = unalias(t)
        if not isinstance(sig, Signature):
            raise InternalError("method expression without signature", x.pos)
        return c.context.method_word(x.pos, sig, template_recv, x.method)
    if build.is_interface(template_recv):
        return ir.MethodExpr(x.pos, t, recv, x.method, None)
    return _selected_method(c, x, t, recv)


def _selected_method(c: Copier, x: ir.MethodExpr, t: Type, recv: Type) -> ir.Expr:
    """`T.M` of a type that is, or embeds, an instance (or a type parameter's interface)."""
    path = x.index[:-1]
    wanted = receivers.embedded(x.recv, path)
    if build.is_interface(wanted):
        plain = ir.MethodExpr(x.pos, _receiver_first(c, x, wanted), c.type(wanted), x.method, None)
        return closure_values.method_function(c.b, x.pos, t, recv, path, plain, None)
    found = derived.method(c.context, x.pos, wanted, x.method, x.targs)
    if found is not None:
        callee, dictionary = found
        return closure_values.method_function(c.b, x.pos, t, recv, path, callee, dictionary)
    targs = c.types(x.targs)
    if declare.receiver_base(wanted) is None:
        raise InternalError("method expression of a type without name", x.pos)
    return instances.method_expr(c.b, x.pos, recv, x.index, x.method, targs, t)


def _receiver_first(c: Copier, x: ir.MethodExpr, recv: Type) -> Type:
    """The type of the method as a function of the embedded receiver."""
    sig = unalias(c.context.type(x.type))
    if not isinstance(sig, Signature):
        raise InternalError("method expression without signature", x.pos)
    rest = Signature(None, Tuple(sig.params.vars[1:]), sig.results, sig.variadic)
    return declare.with_receiver(c.context.type(recv), rest)
