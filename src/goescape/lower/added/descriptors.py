"""Type descriptors: which functions that compare or hash values the compiler makes while it reads bodies.

Converting a value of a type to an interface with methods, or testing an interface for a type, needs the
descriptor of both types, there and then; and with it those of all types that they are made of, down to types
that other packages take care of. A descriptor of a comparable type knows how to compare, one of a map how to
hash, and where the runtime has no function for that, one is made:

    type key struct{ a, b string }          type..eq.SS
    func (k key) Error() string             var err error = key{}

It takes its place in the function list like a literal. Nothing is inlined into it, nor is it inlined:
`-m=2` says so, and explains where its parameters leak. Descriptors that are needed otherwise are made when
all functions have been checked and analysed, and nothing is said any more.
"""

from typing import Final, final

from goescape.ir import build, walk
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.added import comparers, equality, wrappers
from goescape.lower.order.unit import AddedFunctions, Assembly
from goescape.lower.typeargs import shapes
from goescape.lower.typeargs.dictionary import HeldPairs
from goescape.types import typeset, universe
from goescape.types.model import (
    Array,
    Basic,
    Chan,
    Interface,
    Map,
    Named,
    Pointer,
    Signature,
    Slice,
    Struct,
    Type,
    unalias,
    underlying,
)
from goescape.types.typestring import link_string


@final
class Descriptors(AddedFunctions):
    """The descriptors made so far, and the functions they need."""

    def __init__(self, asm: Assembly) -> None:
        self.asm: Final = asm
        self._pairs: Final = HeldPairs()
        asm.generics.pairs = self._pairs
        self._written: Final[set[str]] = set()
        self._made: Final[dict[str, ir.Func]] = {}
        # The dictionaries of instances that are values.
        self._dictionaries: Final[dict[ir.Func, str]] = {}
        # Where new functions go.
        self._list: list[ir.Func] = []

    def read(self, func: ir.Func, start: int) -> None:
        listed = self.asm.unit.funcs
        reading = _Reading(self, listed[start:])
        self._list = reading.out
        reading.body(func)
        listed[start:] = reading.finish()

    def read_to_be_inlined(self, func: ir.Func) -> None:
        self._list = []
        _Reading(self, []).body(func)

    def read_instance(self, func: ir.Func) -> None:
        reading = _Reading(self, [])
        self._list = reading.out
        reading.body(func)
        self.asm.unit.funcs.extend(reading.out)

    def instance_value(self, func: ir.Func, dictionary: str) -> None:
        self._dictionaries[func] = dictionary

    def function(self, func: ir.Func) -> None:
        """A function is mentioned."""
        if func in self._dictionaries:
            self.dictionary(self._dictionaries[func])

    def pair(self, t: Type, iface: Type) -> None:
        """A value of type `t` becomes one of type `iface`, or is tested for."""
        if shapes.has_shape(t) or shapes.has_shape(iface) or build.is_interface(t):
            return
        target = underlying(iface)
        if isinstance(target, Interface) and typeset.type_set(target).methods:
            self._write(iface)
            self._write(t)

    def dictionary(self, text: str) -> None:
        """A dictionary is mentioned."""
        for t, iface in self._pairs.take(text):
            self.pair(t, iface)

    # ---------------------------------------------------------------------------- descriptors

    def _write(self, t: Type) -> None:
        t = unalias(t)
        key = link_string(t)
        if key in self._written:
            return
        self._written.add(key)
        if not self._is_ours(t):
            return
        if equality.is_comparable(t):
            self._function("eq", equality.signature(self.asm.unit, t))
        if not isinstance(t, Pointer):
            self._write(Pointer(t))
        self._parts(t)
        self._methods(t)

    def _is_ours(self, t: Type) -> bool:
        """Whether this package makes the descriptor: nobody else is sure to, or the type is its own."""
        if isinstance(t, Pointer) and isinstance(unalias(t.elem), (Named, Basic)):
            t = unalias(t.elem)
        if isinstance(t, Named) and t.obj.pkg is not None:
            return t.obj.pkg is self.asm.pkg or len(t.targs) != 0
        return not _is_basic(t) or self.asm.pkg.path == "runtime"

    def _parts(self, t: Type) -> None:
        under = underlying(t)
        if isinstance(under, (Pointer, Slice, Chan)):
            self._write(under.elem)
        elif isinstance(under, Array):
            self._write(under.elem)
            self._write(Slice(under.elem))
        elif isinstance(under, Signature):
            self._signature(under)
        elif isinstance(under, Interface):
            for obj in wrappers.methods_of(under):
                self._signature(declare.signature_of(obj.obj))
        elif isinstance(under, Map):
            self._write(under.key)
            self._write(under.value)
            self._function("hash", equality.signature(self.asm.unit, under.key))
            self._write(under)
        elif isinstance(under, Struct):
            for field in under.fields:
                self._write(build.var_type(field))

    def _signature(self, sig: Signature) -> None:
        for var in [*sig.params.vars, *sig.results.vars]:
            self._write(build.var_type(var))

    def _methods(self, t: Type) -> None:
        base = unalias(t.elem) if isinstance(t, Pointer) else t
        if build.is_interface(base) or not isinstance(base, (Named, Struct)):
            return
        for obj in wrappers.methods_of(base):
            if isinstance(t, Pointer) or obj.applies_to_values:
                self._signature(declare.signature_of(obj.obj))

    # ------------------------------------------------------------------------------ functions

    def _function(self, kind: str, sig: str) -> None:
        if not equality.is_provided(sig):
            self._make(kind, sig)

    def _make(self, kind: str, sig: str) -> ir.Func:
        """The function, listed before those for elements of arrays, which it calls."""
        key = f"{kind}.{sig}"
        func = self._made.get(key)
        if func is not None:
            return func
        asm = self.asm
        func = comparers.function(asm.table.autogenerated(), kind, sig, asm.pkg)
        self._made[key] = func
        self._list.append(func)
        elems = [
            piece.elem for piece in comparers.pieces(sig, asm.layout.word) if piece.kind == "["
        ]
        if kind == "eq":
            elems = [equality.without_last_skip(elem) for elem in elems]
        body = comparers.Body(asm.toolchain, func, [self._make(kind, elem) for elem in elems])
        if kind == "eq":
            body.compare(sig)
        else:
            body.hash(sig)
        func.body = body.stmts
        return func


def _is_basic(t: Type) -> bool:
    """Predeclared types, slices of them and `func(error) string` are the runtime's."""
    if isinstance(t, Signature):
        params, results = t.params.vars, t.results.vars
        if len(params) != 1 or len(results) != 1:
            return False
        is_error = unalias(build.var_type(params[0])) is universe.error_type()
        return is_error and unalias(build.var_type(results[0])) is universe.string_type()
    if isinstance(t, Slice):
        t = unalias(t.elem)
    if isinstance(t, Basic) or (isinstance(t, Named) and t.obj.pkg is None):
        return True
    return isinstance(t, Interface) and build.is_empty_interface(t)


@final
class _Reading:
    """Walks a body in the order in which the compiler reads it."""

    def __init__(self, descriptors: Descriptors, literals: list[ir.Func]) -> None:
        self.descriptors: Final = descriptors
        self.out: Final[list[ir.Func]] = []
        self._waiting: Final[set[ir.Func]] = set(literals)
        self._literals: Final = literals
        self._n_listed: int = 0

    def body(self, func: ir.Func) -> None:
        if func.is_package_init:
            self._initializers(func.body or [])
        else:
            self._stmts(func.body or [])

    def _initializers(self, stmts: list[ir.Stmt]) -> None:
        """What initialises package variables is converted to their types when it has been read."""
        for stmt in stmts:
            self._stmts(stmt.init or [])
            values: list[ir.Expr] = []
            if isinstance(stmt, ir.AssignList):
                values = stmt.values
            elif isinstance(stmt, ir.Assign) and stmt.value is not None:
                values = [stmt.value]
            for value in values:
                if isinstance(value, ir.Convert) and value.implicit:
                    value = value.x
                self._node(value)

    def finish(self) -> list[ir.Func]:
        """The literals with the new functions among them."""
        self.out.extend(self._literals[self._n_listed :])
        return self.out

    def _literal(self, func: ir.Func) -> None:
        if func in self._waiting:
            while func in self._waiting:
                literal = self._literals[self._n_listed]
                self._n_listed += 1
                self._waiting.discard(literal)
                self.out.append(literal)
        self.body(func)

    def _stmts(self, stmts: list[ir.Stmt]) -> None:
        for stmt in stmts:
            self._node(stmt)

    def _node(self, node: ir.Node) -> None:
        if isinstance(node, ir.FuncLit):
            self._literal(node.func)
        elif isinstance(node, ir.DictArg):
            self.descriptors.dictionary(node.text)
        elif isinstance(node, ir.FuncUse):
            self.descriptors.function(node.func)
        elif isinstance(node, (ir.MethodExpr, ir.MethodValue)):
            self._children(node)
            if node.func is not None:
                self.descriptors.function(node.func)
        elif isinstance(node, ir.Convert):
            self.descriptors.pair(node.x.type, node.type)
            self._children(node)
        elif isinstance(node, ir.TypeAssert):
            self._children(node)
            self.descriptors.pair(node.type, node.x.type)
        elif isinstance(node, ir.TypeSwitch):
            self._type_switch(node)
        elif isinstance(node, ir.Range):
            self._range(node)
        else:
            self._children(node)

    def _children(self, node: ir.Node) -> None:
        for child in walk.children(node):
            self._node(child)

    def _type_switch(self, node: ir.TypeSwitch) -> None:
        self._stmts(node.init or [])
        self._node(node.x)
        for clause in node.clauses:
            for value in clause.values:
                if isinstance(value, ir.TypeExpr):
                    self.descriptors.pair(value.type, node.x.type)
            self._stmts(clause.body)

    def _range(self, node: ir.Range) -> None:
        self._stmts(node.init or [])
        targets = [node.key, node.value]
        for target in targets:
            if target is not None:
                self._node(target)
        self._node(node.x)
        for target, produced in zip(targets, build.range_types(node.x.type), strict=True):
            if target is not None and produced is not None:
                self.descriptors.pair(produced, target.type)
        self._stmts(node.body)
