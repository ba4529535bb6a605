"""Which types of a package have which methods, and what its interfaces may hold, for the package's facts.

An interface is *closed* if all values of it can be told: its package alone makes them, since no other can name it and nothing
exported mentions it, and it makes them of values of known types, not of other interfaces.
"""

from typing import Final, final

from goescape.facts.methods import Interface, Method, MethodSet
from goescape.facts.names import FunctionName
from goescape.ir import nodes as ir
from goescape.ir import walk
from goescape.lower.typeargs.shapes import has_shape
from goescape.types import lookup, typeset
from goescape.types.model import Interface as InterfaceType
from goescape.types.model import (
    Named,
    Signature,
    Struct,
    Type,
    unalias,
    underlying,
)
from goescape.types.objects import Func, Package, TypeName, Var
from goescape.types.parts import parts
from goescape.types.typestring import gc_signature, type_key

_PROGRAM: Final = "main"
_SHAPED_INTERFACE: Final = "go.shape.interface"
_SHAPED_ANY: Final = "go.shape.interface {}"


@final
class Conversions(walk.Visitor):
    """What the code of a package puts into interfaces, before anything is moved or taken out."""

    def __init__(self, unit: ir.Unit) -> None:
        self.pkg: Final = unit.pkg
        # By spelling, each once: the interface (None: one without methods) and the type.
        self.found: Final[dict[tuple[str, str], tuple[Named | None, Type]]] = {}
        # Interfaces that values of other interfaces are turned into, or of types that depend on type arguments.
        self.asserted: Final[set[Type]] = set()
        # An instance for an interface with methods: its code may assert that a value has them.
        self.passes_interfaces: bool = False
        for func in unit.funcs:
            if _SHAPED_INTERFACE in func.type_args.replace(_SHAPED_ANY, ""):
                self.passes_interfaces = True
            walk.visit_list(func.body or [], self)

    def enter(self, node: ir.Node) -> bool:
        if isinstance(node, ir.Convert) and node.kind == ir.CONV_IFACE:
            self._add(node.type, node.x.type)
        elif isinstance(node, ir.TypeAssert):
            self._assert(node.type)
        elif isinstance(node, ir.TypeSwitch):
            for clause in node.clauses:
                for value in clause.values:
                    self._assert(value.type)
                if clause.var is not None:
                    self._assert(clause.var.type)
        return True

    def _assert(self, t: Type) -> None:
        if isinstance(underlying(t), InterfaceType):
            self.asserted.add(unalias(t))

    def _add(self, to: Type, t: Type) -> None:
        if isinstance(underlying(t), InterfaceType) or has_shape(t):
            self._assert(to)
            return
        interface = unalias(to)
        named = interface if isinstance(interface, Named) else None
        if named is None and not _is_undeclared(t):
            # Others are known by their declarations.
            return
        key = ("" if named is None else type_key(named), type_key(t))
        self.found[key] = named, t


def _is_undeclared(t: Type) -> bool:
    """A type with methods that no package declares: within a function, or without a name."""
    base = unalias(lookup.deref(t)[0])
    if isinstance(base, Named):
        return base.local_suffix != 0
    return isinstance(base, Struct)


def of_package(pkg: Package, conversions: Conversions) -> tuple[list[MethodSet], list[Interface]]:
    """Declared types and interfaces, and what is put into interfaces."""
    sets: list[MethodSet] = []
    interfaces: list[Interface] = []
    mentioned = _mentioned_outside(pkg)
    for obj in pkg.scope.objects():
        named = obj.type if isinstance(obj, TypeName) else None
        if not isinstance(named, Named) or named.obj is not obj:
            continue
        if isinstance(underlying(named), InterfaceType):
            if not named.tparams:
                is_closed = not (
                    conversions.passes_interfaces
                    or named in mentioned
                    or named in conversions.asserted
                )
                interfaces.append(_interface(named, is_closed))
        else:
            found = _method_set(named, "")
            if found.methods:
                sets.append(found)
    for interface, concrete in conversions.found.values():
        found = _method_set(concrete, "" if interface is None else type_key(interface))
        if found.methods:
            sets.append(found)
    return sets, interfaces


def _interface(named: Named, is_closed: bool) -> Interface:
    found = Interface(type_key(named), is_closed)
    under = underlying(named)
    if isinstance(under, InterfaceType):
        for method in typeset.type_set(under).methods:
            found.methods.append(_abstract(method))
    return found


def _abstract(method: Func) -> Method:
    """A method as an interface has it."""
    found = Method(typeset.method_id(method.pkg, method.name), _spelled(method.signature))
    owner = _owner(method)
    if owner is not None:
        found.declared = f"{type_key(owner)}.{method.name}"
    return found


def _owner(method: Func) -> Named | None:
    """The type that a method was declared for."""
    recv = None if method.signature is None else method.signature.recv
    if recv is None or recv.type is None:
        return None
    base, _ = lookup.deref(recv.type)
    named = unalias(base)
    return named if isinstance(named, Named) else None


def _method_set(t: Type, interface: str) -> MethodSet:
    """The methods of a type and of a pointer to it, those of embedded fields included."""
    base, _ = lookup.deref(t)
    named = unalias(base)
    found = MethodSet(type_key(t), interface)
    is_generic = isinstance(named, Named) and bool(named.tparams) and not named.targs
    for id, (pkg, name) in _names(base).items():
        method = lookup.lookup_field_or_method(base, True, pkg, name).obj
        if isinstance(method, Func):
            entry = Method(id, "" if is_generic else _spelled(method.declared()))
            if method.is_abstract:
                entry.declared = _abstract(method).declared
            else:
                entry.function = _function(method)
            found.methods.append(entry)
    return found


def _names(t: Type) -> dict[str, tuple[Package | None, str]]:
    """What methods of a type may be called, by id."""
    found: dict[str, tuple[Package | None, str]] = {}
    seen: set[Type] = set()
    waiting: list[Type] = [t]
    while waiting:
        base, _ = lookup.deref(waiting.pop())
        each = unalias(base)
        if each in seen:
            continue
        seen.add(each)
        methods: list[Func] = []
        if isinstance(each, Named):
            each.resolve()
            methods = (each.origin or each).methods
        under = underlying(each)
        if isinstance(under, InterfaceType):
            methods = typeset.type_set(under).methods
        elif isinstance(under, Struct):
            waiting.extend(f.type for f in under.fields if f.embedded and f.type is not None)
        for method in methods:
            found[typeset.method_id(method.pkg, method.name)] = (method.pkg, method.name)
    return found


def _function(method: Func) -> FunctionName:
    owner = _owner(method)
    name = method.name
    if owner is not None:
        star = f"(*{owner.obj.name})" if method.has_ptr_recv else owner.obj.name
        name = f"{star}.{method.name}"
    pkg = method.pkg
    path, package_name = ("", "") if pkg is None else (pkg.path, pkg.name)
    return FunctionName(path, package_name, name, name)


def _spelled(signature: Signature | None) -> str:
    return "" if signature is None else gc_signature(signature, None, True)


def _mentioned_outside(pkg: Package) -> set[Type]:
    """The types that other packages can get at, by name or through what is exported."""
    found: set[Type] = set()
    if pkg.path == _PROGRAM:
        return found
    waiting: list[Type] = []
    t: Type | None
    for obj in pkg.scope.objects():
        if obj.exported:
            t = obj.signature if isinstance(obj, Func) else None
            if isinstance(obj, (Var, TypeName)):
                t = obj.type
            if t is not None:
                waiting.append(t)
    while waiting:
        t = unalias(waiting.pop())
        if t in found:
            continue
        found.add(t)
        if isinstance(t, Named):
            for method in t.methods:
                if method.exported and method.signature is not None:
                    waiting.append(method.signature)
            if t.obj.pkg is pkg:
                waiting.append(underlying(t))
        if isinstance(t, Struct):
            # Embedded ones have methods that others can call.
            fields = [f for f in t.fields if f.exported or f.embedded]
            waiting.extend(f.type for f in fields if f.type is not None)
        else:
            waiting.extend(parts(t))
    return found
