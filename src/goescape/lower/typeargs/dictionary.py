"""Dictionaries: what shaped code is told about its type arguments.

A dictionary belongs to a generic function, a generic method, or a generic type with all its methods. Its
words are, in this order: methods of type parameters, dictionaries of instances that depend on type
parameters, types, and pairs of a type and an interface. Messages show a word's number here and there; and a
dictionary for given type arguments mentions the types in it, which can bring further methods into the package.

The order inside each part is that of first use in the source.
"""

from typing import Final, final

from goescape.ir import build, walk
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.typeargs import shapes
from goescape.types import universe
from goescape.types.model import (
    Interface,
    Map,
    Named,
    Pointer,
    Slice,
    Type,
    TypeParam,
    unalias,
    underlying,
    without_local_aliases,
)
from goescape.types.objects import Func


@final
class SubDictionary:
    """A dictionary within a dictionary: of `owner` for the (polymorphic) arguments `targs`."""

    __slots__ = ("owner", "targs")

    def __init__(self, owner: Func | Named, targs: list[Type]) -> None:
        self.owner: Final = owner
        self.targs: Final = targs


@final
class Dictionary:
    """The polymorphic contents of one declaration's dictionary."""

    def __init__(self) -> None:
        # Positions of the type parameters; each method of a type declares its receiver's anew.
        self.params: Final[dict[TypeParam, int]] = {}
        # Type parameter's position and method name.
        self.methods: Final[list[str]] = []
        self.subs: Final[list[SubDictionary]] = []
        self.rtypes: Final[list[Type]] = []
        self.itabs: Final[list[tuple[Type, Type]]] = []
        self._types: Final[set[Type]] = set()
        self._pairs: Final[set[tuple[Type, Type]]] = set()

    @property
    def n_words(self) -> int:
        return len(self.methods) + len(self.subs) + len(self.rtypes) + len(self.itabs)

    def add_params(self, params: list[TypeParam]) -> None:
        for i, param in enumerate(params):
            self.params[param] = i

    def env(self, targs: list[Type]) -> shapes.Env:
        """The meaning of the contents for type arguments."""
        params = list(self.params)
        return shapes.Env(params, [targs[self.params[param]] for param in params], targs)

    def method_word(self, param: TypeParam, method: Func) -> int:
        key = f"{self.params[param]} {method.name}"
        if key not in self.methods:
            self.methods.append(key)
        return self.methods.index(key)

    def sub_word(self, owner: Func | Named, targs: list[Type]) -> int:
        """The word (counted from the dictionary's start) that holds the dictionary of an instance."""
        for i, sub in enumerate(self.subs):
            if sub.owner is owner and _same_objects(sub.targs, targs):
                return len(self.methods) + i
        self.subs.append(SubDictionary(owner, targs))
        return len(self.methods) + len(self.subs) - 1

    def type_word(self, t: Type) -> int:
        """The word that holds a type."""
        at = self.rtypes.index(without_local_aliases(t))
        return len(self.methods) + len(self.subs) + at

    # Like the compiler, we tell types apart by identity: the same type, written twice, counts twice.

    def add_type(self, t: Type) -> None:
        t = without_local_aliases(t)
        if shapes.is_derived(t) and t not in self._types:
            self._types.add(t)
            self.rtypes.append(t)

    def add_pair(self, t: Type, iface: Type) -> None:
        t = without_local_aliases(t)
        iface = without_local_aliases(iface)
        self.add_type(t)
        self.add_type(iface)
        if shapes.is_derived(t) or shapes.is_derived(iface):
            if (t, iface) not in self._pairs:
                self._pairs.add((t, iface))
                self.itabs.append((t, iface))

    def add_body(self, template: ir.Func) -> None:
        """Add what the template of a function or method needs."""
        for var in [*template.params, *template.results]:
            self.add_type(var.type)
        for stmt in template.body or []:
            _Scan(self).node(stmt)


@final
class HeldPairs:
    """Pairs of a type and an interface that dictionaries hold, until code mentions them for the first time."""

    def __init__(self) -> None:
        self._of: Final[dict[str, list[tuple[Type, Type]]]] = {}

    def add(self, dictionary: str, t: Type, iface: Type) -> None:
        """A dictionary that has just been made holds a pair."""
        self._of.setdefault(dictionary, []).append((t, iface))

    def add_within(self, dictionary: str, inner: str) -> None:
        """A dictionary refers to another one: that is read first."""
        pairs = self._of.pop(inner, [])
        self._of.setdefault(dictionary, []).extend(pairs)

    def take(self, dictionary: str) -> list[tuple[Type, Type]]:
        """The pairs of a dictionary that is mentioned, if it is the first time."""
        return self._of.pop(dictionary, [])


def _same_objects(x: list[Type], y: list[Type]) -> bool:
    return all(without_local_aliases(t) is without_local_aliases(y[i]) for i, t in enumerate(x))


@final
class _Scan:
    """Walks a template in the order of the source."""

    def __init__(self, dictionary: Dictionary) -> None:
        self.into: Final = dictionary

    def node(self, node: ir.Node) -> None:
        if isinstance(node, ir.FuncLit):
            self.into.add_body(node.func)
            return
        if isinstance(node, ir.Declare):
            if not node.var.implicit:
                self.into.add_type(node.var.type)
            return
        if isinstance(node, ir.ExprNode):
            self._expression(node)
        else:
            self._statement(node)

    def _children(self, node: ir.Node) -> None:
        for child in walk.children(node):
            self.node(child)

    # ------------------------------------------------------------------------------- statements

    def _statement(self, node: ir.Node) -> None:
        if isinstance(node, ir.TypeSwitch):
            self._type_switch(node)
            return
        if isinstance(node, ir.Range):
            self._range(node)
            return
        self._children(node)

    def _range(self, node: ir.Range) -> None:
        for stmt in node.init or []:
            self.node(stmt)
        targets = [node.key, node.value]
        for target in targets:
            if target is not None:
                self.node(target)
        self.node(node.x)
        if isinstance(build.core(node.x.type), Map):
            self.into.add_type(node.x.type)
        for target, produced in zip(targets, build.range_types(node.x.type), strict=True):
            if target is not None and produced is not None:
                self.into.add_pair(produced, target.type)
        for stmt in node.body:
            self.node(stmt)

    def _type_switch(self, node: ir.TypeSwitch) -> None:
        for stmt in node.init or []:
            self.node(stmt)
        self.node(node.x)
        for clause in node.clauses:
            for value in clause.values:
                if isinstance(value, ir.TypeExpr):
                    self._tested(value.type, node.x.type)
            if clause.var is not None:
                self.into.add_type(clause.var.type)
            for stmt in clause.body:
                self.node(stmt)

    def _tested(self, t: Type, operand: Type) -> None:
        """A type that a value of interface type `operand` is tested for."""
        if build.is_empty_interface(operand):
            self.into.add_type(t)
        else:
            self.into.add_pair(t, operand)

    # ------------------------------------------------------------------------------ expressions

    def _expression(self, x: ir.ExprNode) -> None:
        if isinstance(x, ir.Call):
            self._call(x)
            return
        if isinstance(x, ir.Convert) and not x.is_carrier:
            self.into.add_pair(x.x.type, x.type)
        elif isinstance(x, ir.GenericFuncUse):
            self._function(x)
        elif isinstance(x, (ir.MakeSlice, ir.MakeMap, ir.MakeChan)):
            self.into.add_type(x.type)
        elif isinstance(x, ir.New):
            pointer = unalias(x.type)
            if isinstance(pointer, Pointer):
                self.into.add_type(pointer.elem)
        elif isinstance(x, ir.MapLit):
            self.into.add_type(x.type)
        self._children(x)
        self._after(x)

    def _after(self, x: ir.ExprNode) -> None:
        """What follows the operands."""
        if isinstance(x, ir.TypeAssert):
            self._tested(x.type, x.x.type)
            self.into.add_type(x.x.type)
        elif isinstance(x, ir.MapIndex):
            self.into.add_type(x.x.type)
        elif isinstance(x, ir.MakeSlice):
            self._element(x.type)
        elif isinstance(x, ir.BuiltinCall):
            if x.builtin in (universe.BUILTIN_APPEND, universe.BUILTIN_UNSAFE_SLICE):
                self._element(x.type)
            elif x.builtin == universe.BUILTIN_COPY:
                self._element(x.args[0].type)
            elif x.builtin == universe.BUILTIN_DELETE:
                self.into.add_type(x.args[0].type)
        elif isinstance(x, ir.TypeParamMethod):
            self._method(x.x.type, x.method, [], None)
        elif isinstance(x, ir.MethodValue):
            self._method(x.x.type, x.method, x.targs, x.func)
        elif isinstance(x, ir.MethodExpr):
            self._method(x.recv, x.method, x.targs, x.func)

    def _element(self, t: Type) -> None:
        form = build.core(t)
        if isinstance(form, Slice):
            self.into.add_type(form.elem)

    def _call(self, x: ir.Call) -> None:
        """A method call's receiver comes before its callee."""
        for stmt in x.init or []:
            self.node(stmt)
        fun = x.fun
        args: list[ir.Expr] = x.args
        if isinstance(fun, ir.MethodExpr) and args and not fun.index:
            self.node(args[0])
            args = args[1:]
        self.node(fun)
        for arg in args:
            self.node(arg)

    def _function(self, x: ir.GenericFuncUse) -> None:
        if shapes.any_derived(x.targs):
            self.into.sub_word(x.obj, x.targs)

    def _method(self, recv: Type, method: Func, targs: list[Type], func: ir.Func | None) -> None:
        if func is not None:
            return
        t = unalias(recv)
        if isinstance(t, TypeParam):
            self.into.method_word(t, method)
            return
        named = declare.receiver_base(method_receiver(recv, method))
        if named is None or isinstance(underlying(named), Interface):
            return
        all_targs = [*named.targs, *targs]
        if not shapes.any_derived(all_targs):
            return
        if targs:
            self.into.sub_word(generic_method(method), all_targs)
        elif named.origin is not None:
            self.into.sub_word(named.origin, all_targs)


def generic_method(method: Func) -> Func:
    """The declared method behind an instance's."""
    return method if method.origin is None else method.origin


def method_receiver(recv: Type, method: Func) -> Type:
    """The receiver type of a promoted method differs from the type it is selected from."""
    declared = None if method.signature is None else method.signature.recv_type
    return recv if declared is None else declared
