"""The text of a node in a message, as the compiler prints it.

Not quite Go source: implicit operations are left out, method calls show the method expression, literals and
composites are abbreviated, parentheses are derived anew from precedence.
"""

from typing import Final

from goescape.base import constant
from goescape.base.bug import InternalError
from goescape.base.constant import ComplexConst, Constant, FloatConst, IntConst
from goescape.ir import nodes as ir
from goescape.syntax.nodes import (
    OP_ADD,
    OP_AND,
    OP_AND_AND,
    OP_AND_NOT,
    OP_DIV,
    OP_EQL,
    OP_GEQ,
    OP_GTR,
    OP_LEQ,
    OP_LSS,
    OP_MUL,
    OP_NEQ,
    OP_OR,
    OP_OR_OR,
    OP_REM,
    OP_SHL,
    OP_SHR,
    OP_SUB,
    OP_TEXT,
    OP_XOR,
)  # fmt: skip
from goescape.types import universe
from goescape.types.model import (
    BOOL,
    COMPLEX128,
    FLOAT64,
    INT,
    IS_BOOLEAN,
    IS_COMPLEX,
    IS_FLOAT,
    IS_NUMERIC,
    IS_STRING,
    IS_UNTYPED,
    STRING,
    UNTYPED_RUNE,
    Alias,
    Array,
    Basic,
    Named,
    Pointer,
    Struct,
    Type,
    unalias,
    underlying,
)
from goescape.types.objects import Package
from goescape.types.typestring import gc_type_string, link_string

# Precedence levels; an operand with a lower level than its place asks for is put in parentheses.
_NONE: Final = 0
_UNARY: Final = 7
_PRIMARY: Final = 8

_BINARY_LEVELS: Final = {
    OP_OR_OR: 1, OP_AND_AND: 2,
    OP_EQL: 4, OP_NEQ: 4, OP_LSS: 4, OP_LEQ: 4, OP_GTR: 4, OP_GEQ: 4,
    OP_ADD: 5, OP_SUB: 5, OP_OR: 5, OP_XOR: 5,
    OP_MUL: 6, OP_DIV: 6, OP_REM: 6, OP_SHL: 6, OP_SHR: 6, OP_AND: 6, OP_AND_NOT: 6,
}  # fmt: skip

_RUNE_MAX: Final = 0x10FFFF


def text(node: ir.Node, pkg: Package) -> str:
    """The text of an expression or statement in messages of package `pkg`."""
    if isinstance(node, ir.ExprNode):
        return _expr(node, pkg, _NONE)
    return _stmt(node, pkg)


def local_name(var: ir.Local, pkg: Package) -> str:
    """The name of a variable; that of code from another package is qualified."""
    if var.pkg is None or var.pkg is pkg or var.implicit:
        return var.name
    if var.pkg.path == pkg.path:
        return var.name
    return f"{var.pkg.name}.{var.name}"


def func_name(func: ir.Func, pkg: Package) -> str:
    return _qualified(func.name, func, pkg)


def full_func_name(func: ir.Func, pkg: Package) -> str:
    """The name with what tells copies of literals apart."""
    return _qualified(func.full_name, func, pkg)


def _qualified(name: str, func: ir.Func, pkg: Package) -> str:
    if func.pkg is pkg or func.pkg.path == pkg.path:
        return name
    return f"{func.pkg.name}.{name}"


def func_text(func: ir.Func, pkg: Package) -> str:
    """The type and the body of a function: `func(int) int { return x }`."""
    return f"{_func_type(func, pkg)} {{ {_stmts(func.body or [], pkg)} }}"


def _func_type(func: ir.Func, pkg: Package) -> str:
    """Parameters as they really are: with the dictionary, after the receiver of a method."""
    sig = func.signature
    params = [gc_type_string(param.type, pkg) for param in func.params]
    if sig.variadic and params:
        params[-1] = "..." + params[-1].removeprefix("[]")
    prefix = ""
    if sig.recv is not None:
        prefix = f"method({params.pop(0)}) "
    results = [gc_type_string(result.type, pkg) for result in func.results]
    text = f"{prefix}func({', '.join(params)})"
    if len(results) == 1:
        return f"{text} {results[0]}"
    return f"{text} ({', '.join(results)})" if results else text


def clause(node: ir.CaseClause, pkg: Package) -> str:
    """A clause of a type switch as a place in an explanation."""
    label = f"case {_list(node.values, pkg)}" if node.values else "default"
    return f"{label}: {_stmts(node.body, pkg)}"


def _global_name(var: ir.Global, pkg: Package) -> str:
    if var.pkg is None or var.pkg is pkg or var.pkg.path == pkg.path:
        return var.name
    return f"{var.pkg.name}.{var.name}"


# --------------------------------------------------------------------------------- precedence


def _level(x: ir.ExprNode) -> int:
    if isinstance(x, ir.Binary):
        return _BINARY_LEVELS[x.op]
    if isinstance(x, (ir.Unary, ir.AddrOf, ir.Deref, ir.Receive)):
        return _UNARY
    if isinstance(x, ir.TypeExpr):
        return _UNARY if isinstance(unalias(x.type), Pointer) else _PRIMARY
    if isinstance(
        x,
        (ir.Concat, ir.MakeMap, ir.MakeChan, ir.PtrLit, ir.FuncLit, ir.InlinedCall, ir.DynamicType),
    ):
        return _NONE
    if isinstance(x, ir.BuiltinCall):
        if x.builtin in (
            universe.BUILTIN_COMPLEX, universe.BUILTIN_REAL, universe.BUILTIN_IMAG, universe.BUILTIN_RECOVER,
        ):  # fmt: skip
            return _NONE
        return _PRIMARY
    if isinstance(x, ir.TypeAssert):
        return _NONE if x.is_dynamic else _PRIMARY
    return _PRIMARY


def _skip_implicit(x: ir.ExprNode) -> ir.ExprNode:
    while True:
        if isinstance(x, (ir.AddrOf, ir.Deref)):
            if not x.implicit:
                return x
            x = x.x
        elif isinstance(x, ir.Convert):
            if not x.implicit or x.kind not in (ir.CONV_NOP, ir.CONV_NUMERIC, ir.CONV_IFACE):
                return x
            x = x.x
        else:
            return x


# -------------------------------------------------------------------------------- expressions


def _expr(x: ir.ExprNode, pkg: Package, level: int) -> str:
    """The text of x in a place that asks for at least `level`."""
    x = _skip_implicit(x)
    if level > _level(x):
        return f"({_bare(x, pkg)})"
    return _bare(x, pkg)


def _bare(x: ir.ExprNode, pkg: Package) -> str:
    if isinstance(x, ir.Use):
        return local_name(x.var, pkg)
    if isinstance(x, ir.Literal):
        return _literal(x.type, x.value, pkg)
    if isinstance(x, ir.GlobalUse):
        return _global_name(x.var, pkg)
    if isinstance(x, ir.GlobalPart):
        path = pkg.path if x.var.pkg is None else x.var.pkg.path
        return f"({gc_type_string(x.type, pkg)})({path}.{x.var.name}@{x.offset})"
    if isinstance(x, ir.FuncUse):
        return func_name(x.func, pkg)
    if isinstance(x, ir.Nil):
        return "nil"
    if isinstance(x, ir.Field):
        return f"{_expr(x.x, pkg, _PRIMARY)}.{x.field.name}"
    if isinstance(x, ir.Call):
        return f"{_expr(x.fun, pkg, _PRIMARY)}{_arguments(x.args, x.has_dots, pkg)}"
    if isinstance(x, ir.Convert):
        return f"{_conversion_type(x.type, pkg)}({_expr(x.x, pkg, _NONE)})"
    if isinstance(x, ir.Binary):
        return _binary(x, pkg)
    if isinstance(x, (ir.Index, ir.MapIndex)):
        return f"{_expr(x.x, pkg, _PRIMARY)}[{_expr(x.index, pkg, _NONE)}]"
    if isinstance(x, ir.SliceOp):
        return _slice(x, pkg)
    if isinstance(x, ir.BuiltinCall):
        return _builtin(x, pkg)
    if isinstance(x, (ir.AddrOf, ir.Deref, ir.Unary, ir.Receive)):
        return _unary(x, pkg)
    if isinstance(x, (ir.StructLit, ir.ArrayLit, ir.SliceLit, ir.MapLit)):
        return _composite(x, pkg)
    if isinstance(x, ir.PtrLit):
        return f"&{_expr(x.x, pkg, _NONE)}"
    if isinstance(x, ir.FuncLit):
        return "func literal"
    if isinstance(x, ir.Concat):
        return " + ".join([_expr(elem, pkg, _NONE) for elem in x.elems])
    if isinstance(x, (ir.New, ir.MakeSlice, ir.MakeMap, ir.MakeChan)):
        return _allocation(x, pkg)
    if isinstance(x, (ir.InterfaceMethod, ir.TypeParamMethod, ir.MethodValue)):
        return f"{_expr(x.x, pkg, _PRIMARY)}.{x.method.name}"
    if isinstance(x, ir.MethodExpr):
        own = ",".join([link_string(targ) for targ in x.targs])
        name = f"{x.method.name}[{own}]" if own else x.method.name
        return f"{_receiver_type(x.recv, pkg)}.{name}"
    if isinstance(x, ir.TypeAssert):
        if x.is_dynamic:
            return "<node DYNAMICDOTTYPE2>" if x.has_ok else "<node DYNAMICDOTTYPE>"
        return f"{_expr(x.x, pkg, _PRIMARY)}.({gc_type_string(x.type, pkg)})"
    if isinstance(x, ir.InlinedCall):
        return _inlined(x, pkg)
    if isinstance(x, ir.TypeExpr):
        return gc_type_string(x.type, pkg)
    if isinstance(x, ir.DynamicType):
        return "<node DYNAMICTYPE>"
    if isinstance(x, ir.Zero):
        return _zero(x.type, pkg)
    if isinstance(x, ir.DictWord):
        return f"{_conversion_type(x.type, pkg)}(&{local_name(x.dictionary, pkg)}[{x.index}])"
    if isinstance(x, ir.DictArg):
        return x.text
    if isinstance(x, ir.GenericFuncUse):
        return x.obj.name
    raise InternalError(f"printer: unknown expression {type(x).__name__}", x.pos)


def _arguments(args: list[ir.Expr], has_dots: bool, pkg: Package) -> str:
    inner = _list(args, pkg)
    return f"({inner}...)" if has_dots else f"({inner})"


def _list(xs: list[ir.Expr], pkg: Package) -> str:
    return ", ".join([_expr(x, pkg, _NONE) for x in xs])


def _conversion_type(type: Type, pkg: Package) -> str:
    """A type as callee of a conversion: in parentheses unless it is a name."""
    spelled = gc_type_string(type, pkg)
    if isinstance(type, (Named, Basic)) or spelled == "any":
        return spelled
    if isinstance(type, Alias) and isinstance(unalias(type), (Named, Basic)):
        return spelled
    return f"({spelled})"


def _receiver_type(type: Type, pkg: Package) -> str:
    spelled = gc_type_string(type, pkg)
    return f"({spelled})" if isinstance(unalias(type), Pointer) else spelled


def _binary(x: ir.Binary, pkg: Package) -> str:
    """Long chains lean left and are walked in a loop."""
    tail: list[str] = []
    while True:
        level = _BINARY_LEVELS[x.op]
        tail.append(f" {OP_TEXT[x.op]} {_expr(x.y, pkg, level + 1)}")
        left = _skip_implicit(x.x)
        if not isinstance(left, ir.Binary) or _BINARY_LEVELS[left.op] < level:
            tail.append(_expr(left, pkg, level))
            break
        x = left
    tail.reverse()
    return "".join(tail)


def _unary(x: ir.AddrOf | ir.Deref | ir.Unary | ir.Receive, pkg: Package) -> str:
    operand = _expr(x.x, pkg, _PRIMARY)
    if isinstance(x, ir.AddrOf):
        blank = " " if isinstance(x.x, ir.AddrOf) else ""
        return f"&{blank}{operand}"
    if isinstance(x, ir.Deref):
        return f"*{operand}"
    if isinstance(x, ir.Receive):
        blank = " " if isinstance(x.x, ir.Receive) else ""
        return f"<-{blank}{operand}"
    blank = " " if isinstance(x.x, ir.Unary) and x.x.op == x.op else ""
    return f"{OP_TEXT[x.op]}{blank}{operand}"


def _slice(x: ir.SliceOp, pkg: Package) -> str:
    parts = [_expr(x.x, pkg, _PRIMARY), "["]
    if x.lo is not None:
        parts.append(_expr(x.lo, pkg, _NONE))
    parts.append(":")
    if x.hi is not None:
        parts.append(_expr(x.hi, pkg, _NONE))
    if x.max is not None:
        parts.append(":")
        parts.append(_expr(x.max, pkg, _NONE))
    parts.append("]")
    return "".join(parts)


def _builtin(x: ir.BuiltinCall, pkg: Package) -> str:
    name = universe.BUILTIN_NAMES[x.builtin]
    if x.builtin in (
        universe.BUILTIN_UNSAFE_STRING, universe.BUILTIN_UNSAFE_STRING_DATA, universe.BUILTIN_UNSAFE_SLICE_DATA,
    ):  # fmt: skip
        return f"<node {name}>"
    return f"{name}{_arguments(x.args, x.has_dots, pkg)}"


def _composite(x: ir.StructLit | ir.ArrayLit | ir.SliceLit | ir.MapLit, pkg: Package) -> str:
    if isinstance(x, ir.SliceLit) and x.implicit:
        return "... argument"
    inner = "..." if x.elems else ""
    return f"{gc_type_string(x.type, pkg)}{{{inner}}}"


def _allocation(x: ir.New | ir.MakeSlice | ir.MakeMap | ir.MakeChan, pkg: Package) -> str:
    if isinstance(x, ir.New):
        if x.is_dynamic:
            return "new(<node DYNAMICTYPE>)"
        pointer = underlying(x.type)
        if not isinstance(pointer, Pointer):
            raise InternalError("printer: new of a non-pointer", x.pos)
        return f"new({gc_type_string(pointer.elem, pkg)})"
    args = [gc_type_string(x.type, pkg)]
    if isinstance(x, ir.MakeSlice):
        args.append(_expr(x.len, pkg, _NONE))
        if x.cap is not None:
            args.append(_expr(x.cap, pkg, _NONE))
    else:
        bound = x.hint if isinstance(x, ir.MakeMap) else x.size
        if bound is not None and not _is_untyped(bound.type):
            args.append(_expr(bound, pkg, _NONE))
    return f"make({', '.join(args)})"


def _is_untyped(type: Type) -> bool:
    return isinstance(type, Basic) and type.info & IS_UNTYPED != 0


def _inlined(x: ir.InlinedCall, pkg: Package) -> str:
    names = [_expr(result, pkg, _NONE) for result in x.results]
    if len(names) == 1:
        return names[0]
    return f"(.{'; '.join(names)})"


# ---------------------------------------------------------------------------------- constants


def _literal(type: Type, value: Constant, pkg: Package) -> str:
    """`value`, in a conversion to its type unless that is the default type of such a constant."""
    actual = unalias(type)
    if isinstance(actual, Basic):
        if (actual.name == "rune" or actual.kind == UNTYPED_RUNE) and isinstance(value, IntConst):
            if 0 <= value.value <= _RUNE_MAX:
                return constant.quote_rune(value.value)
        spelled = constant.const_string(_as_kind_of(actual, value))
        if actual.info & IS_UNTYPED or actual.kind in (BOOL, INT, FLOAT64, COMPLEX128, STRING):
            return spelled
    else:
        under = underlying(type)
        spelled = constant.const_string(
            _as_kind_of(under, value) if isinstance(under, Basic) else value
        )
    return f"{gc_type_string(type, pkg)}({spelled})"


def _as_kind_of(type: Basic, value: Constant) -> Constant:
    """An integral value of a float or complex type prints like a float or complex number."""
    if type.info & IS_FLOAT and isinstance(value, IntConst):
        return constant.to_float(value)
    if type.info & IS_COMPLEX and isinstance(value, (IntConst, FloatConst)):
        return constant.to_complex(value)
    if isinstance(value, ComplexConst) and type.info & IS_FLOAT:
        return constant.to_float(value)
    return value


def _zero(type: Type, pkg: Package) -> str:
    under = underlying(type)
    if isinstance(under, (Struct, Array)):
        return f"{gc_type_string(type, pkg)}{{}}"
    if isinstance(under, Basic):
        if under.info & IS_BOOLEAN:
            return _literal(type, constant.BoolConst(False), pkg)
        if under.info & IS_STRING:
            return _literal(type, constant.StringConst(b""), pkg)
        if under.info & IS_NUMERIC:
            return _literal(type, IntConst(0), pkg)
    return "nil"


# --------------------------------------------------------------------------------- statements


def _stmt(node: ir.Node, pkg: Package) -> str:
    if isinstance(node, ir.Assign):
        value = "<nil>" if node.value is None else _expr(node.value, pkg, _NONE)
        return f"{_target(node.target, pkg)} {_assign_op(node.defines)} {value}"
    if isinstance(node, ir.AssignList):
        targets = ", ".join([_target(target, pkg) for target in node.targets])
        return f"{targets} {_assign_op(node.defines)} {_list(node.values, pkg)}"
    if isinstance(node, ir.AssignOp):
        target = _expr(node.target, pkg, _NONE)
        if node.is_inc_dec:
            return f"{target}{OP_TEXT[node.op]}{OP_TEXT[node.op]}"
        return f"{target} {OP_TEXT[node.op]}= {_expr(node.value, pkg, _NONE)}"
    if isinstance(node, (ir.ExprStmt, ir.CheckNil)):
        return _expr(node.x, pkg, _NONE)
    if isinstance(node, ir.Return):
        return f"return {_list(node.values, pkg)}"
    if isinstance(node, ir.If):
        return _if(node, pkg)
    if isinstance(node, (ir.For, ir.Range)):
        return "for loop"
    if isinstance(node, (ir.Switch, ir.TypeSwitch)):
        return "switch statement"
    if isinstance(node, ir.Select):
        return "select statement"
    if isinstance(node, ir.GoDefer):
        return f"{'defer' if node.is_defer else 'go'} {_expr(node.call, pkg, _NONE)}"
    if isinstance(node, ir.Send):
        return f"{_expr(node.chan, pkg, 3)} <- {_expr(node.value, pkg, 4)}"
    if isinstance(node, ir.Block):
        return _stmts(node.stmts, pkg)
    if isinstance(node, ir.Declare):
        return f"var {local_name(node.var, pkg)} {gc_type_string(node.var.type, pkg)}"
    if isinstance(node, ir.LabelMark):
        return f"{node.label.name}: "
    if isinstance(node, ir.Jump):
        verb = ("break", "continue", "fallthrough", "goto")[node.kind]
        return verb if node.label is None else f"{verb} {node.label.name}"
    raise InternalError(f"printer: unknown statement {type(node).__name__}", node.pos)


def _stmts(stmts: list[ir.Stmt], pkg: Package) -> str:
    return "; ".join([_stmt(stmt, pkg) for stmt in stmts])


def _target(x: ir.Expr | None, pkg: Package) -> str:
    return "_" if x is None else _expr(x, pkg, _NONE)


def _assign_op(defines: bool) -> str:
    return ":=" if defines else "="


def _if(node: ir.If, pkg: Package) -> str:
    init = ""
    if node.init is not None and len(node.init) == 1 and not node.init[0].init:
        init = f"{_stmt(node.init[0], pkg)}; "
    text = f"if {init}{_expr(node.cond, pkg, _NONE)} {{ {_stmts(node.then, pkg)} }}"
    if node.els:
        text += f" else {{ {_stmts(node.els, pkg)} }}"
    return text
