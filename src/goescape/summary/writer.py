"""Encoding a package: collects everything that importers can reach, starting at its exported objects.

Types are written children first, so an entry only refers to smaller numbers; the way round is through
objects and type parameters, which get a number when they are first mentioned and are written later from a
queue. The order of everything follows from the order of names, so equal packages give equal bytes.
"""

from typing import Final, final

from goescape.base.buffer import Out
from goescape.base.bug import InternalError
from goescape.base.pos import NO_POS, PosTable, base_of, column_of, line_of
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.order.exportlink import Mention
from goescape.lower.order.exportorder import Written
from goescape.lower.templates import TemplateSource, body_key
from goescape.lower.typeargs import shapes
from goescape.summary import constants, reach, trees_out
from goescape.summary import format as f
from goescape.summary.table import Imports
from goescape.types import universe
from goescape.types.model import (
    Alias,
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
    Tuple,
    Type,
    TypeParam,
    Union,
    unalias,
    without_local_aliases,
)
from goescape.types.objects import Const, Func, Object, Package, TypeName, Var


def encode(
    pkg: Package,
    positions: PosTable,
    templates: TemplateSource,
    imports: Imports,
    inlined: dict[Func, ir.Func],
    copies: dict[Mention, int],
) -> bytes:
    """The summary of a checked and analysed package; `imports` is what it was checked against.

    `inlined` are imported functions that were inlined: their bodies are passed on. `copies` tells apart
    mentions of the same type (see `exportlink`).
    """
    writer = Writer(pkg, positions, templates, imports, copies)
    for name in pkg.scope.names():
        obj = pkg.scope.lookup(name)
        if obj is not None and obj.exported:
            writer.object_ref(obj)
    writer.drain()
    writer.pass_on(inlined)
    return writer.assemble()


@final
class Writer:
    """The tables of one summary while it is made."""

    def __init__(
        self,
        pkg: Package,
        positions: PosTable,
        templates: TemplateSource,
        imports: Imports,
        copies: dict[Mention, int],
    ) -> None:
        self.pkg: Final = pkg
        self.positions: Final = positions
        self.templates: Final = templates
        self.imports: Final = imports
        self._copies: Final = copies
        # What is being written, where mentions of types stand: a copy of a type, or a part of an object.
        self._place: Written | None = None
        self.part: int = 0
        self._strings: Final[dict[str, int]] = {}
        self._bases: Final[dict[int, int]] = {}
        self._base_entries: Final[list[bytes]] = []
        self._packages: Final[dict[str, int]] = {}
        self._package_entries: Final[list[bytes]] = []
        self._types: Final[dict[tuple[Type, int], int]] = {}
        self._types_by_bytes: Final[dict[bytes, int]] = {b"": 0}
        self._type_entries: Final[list[bytes]] = [b""]
        self._objects: Final[dict[Object, int]] = {}
        self._object_queue: Final[list[Object]] = []
        self._object_entries: Final[list[bytes]] = []
        self._externals: Final[dict[Object, int]] = {}
        self._external_entries: Final[list[bytes]] = []
        self._tparams: Final[dict[TypeParam, int]] = {}
        self._tparam_queue: Final[list[TypeParam]] = []
        self._tparam_entries: Final[list[bytes]] = []
        self._template_entries: Final[list[bytes]] = []
        self.passed_on: Final[list[str]] = []
        self.package_ref(pkg)

    def pass_on(self, inlined: dict[Func, ir.Func]) -> None:
        """Note which imported bodies importers get through this package."""
        objects: list[Object] = [*self._externals, *self._objects]
        found = reach.passed_on(objects, [t for t, _ in self._types], inlined, self.imports)
        self.passed_on.extend([body_key(obj) for obj in found])

    # ------------------------------------------------------------------------------ references

    def string(self, value: str) -> int:
        found = self._strings.get(value)
        if found is None:
            found = len(self._strings)
            self._strings[value] = found
        return found

    def package_ref(self, pkg: Package) -> int:
        found = self._packages.get(pkg.path)
        if found is None:
            found = len(self._packages)
            self._packages[pkg.path] = found
            out = Out()
            out.uint(self.string(pkg.path))
            out.uint(self.string(pkg.name))
            self._package_entries.append(out.done())
        return found

    def optional_package(self, pkg: Package | None) -> int:
        return 0 if pkg is None else self.package_ref(pkg) + 1

    def base(self, idx: int) -> int:
        """Our number for a base of the position table."""
        found = self._bases.get(idx)
        if found is not None:
            return found
        base = self.positions.bases[idx]
        out = Out()
        out.uint(self.string(base.filename))
        if base.is_directive:
            out.uint(self.base(base.file_idx) + 1)
            out.uint(base.start_line)
            out.uint(base.start_column)
            out.uint(base.line)
            out.uint(base.column)
        else:
            out.uint(0)
        found = len(self._base_entries)
        self._bases[idx] = found
        self._base_entries.append(out.done())
        return found

    def pos(self, out: Out, pos: int) -> None:
        if pos == NO_POS:
            out.uint(0)
            return
        out.uint(self.base(base_of(pos)) + 1)
        out.uint(line_of(pos))
        out.uint(column_of(pos))

    def object_ref(self, obj: Object) -> int:
        """The number by which entries refer to an object, of this package or another."""
        number = self._objects.get(obj)
        if number is not None:
            return number * 2
        number = self._externals.get(obj)
        if number is not None:
            return number * 2 + 1
        if self._is_own(obj):
            number = len(self._object_queue)
            self._objects[obj] = number
            self._object_queue.append(obj)
            return number * 2
        entry = self._external(obj)
        number = len(self._external_entries)
        self._externals[obj] = number
        self._external_entries.append(entry)
        return number * 2 + 1

    def _is_own(self, obj: Object) -> bool:
        if obj.pkg is not self.pkg:
            return False
        if isinstance(obj, Func):
            if obj.is_abstract:
                return False
            recv = receiver_base(obj)
            return recv is None or recv.origin is None or obj.origin is None
        return isinstance(obj, (Const, TypeName, Var))

    def _external(self, obj: Object) -> bytes:
        out = Out()
        if isinstance(obj, Func) and obj.signature is not None and obj.signature.recv is not None:
            self._external_method(out, obj, obj.signature.recv)
        elif obj.pkg is None:
            out.byte(f.EXTERNAL_UNIVERSE)
            out.uint(self.string(obj.name))
        elif obj.pkg.scope.lookup(obj.name) is obj:
            out.byte(f.EXTERNAL_SCOPE)
            out.uint(self.package_ref(obj.pkg))
            out.uint(self.string(obj.name))
        else:
            out.byte(f.EXTERNAL_NUMBERED)
            out.uint(self.package_ref(obj.pkg))
            out.uint(self.imports.number_of(obj))
        return out.done()

    def _external_method(self, out: Out, method: Func, recv: Var) -> None:
        if recv.type is None:
            raise InternalError(f"method {method.name} has a receiver without type", method.pos)
        if method.is_abstract:
            out.byte(f.EXTERNAL_INTERFACE_METHOD)
            out.uint(self.type(recv.type))
            out.uint(self.optional_package(method.pkg))
        else:
            base = receiver_base(method)
            if base is None:
                raise InternalError(f"method {method.name} of no defined type", method.pos)
            if method.origin is None:
                out.byte(f.EXTERNAL_METHOD)
                base = base if base.origin is None else base.origin
                out.uint(self.object_ref(base.obj))
            else:
                out.byte(f.EXTERNAL_INSTANCE_METHOD)
                out.uint(self.type(base))
        out.uint(self.string(method.name))

    def tparam(self, tparam: TypeParam) -> int:
        found = self._tparams.get(tparam)
        if found is None:
            found = len(self._tparam_queue)
            self._tparams[tparam] = found
            self._tparam_queue.append(tparam)
        return found

    # ----------------------------------------------------------------------------------- types

    def optional_type(self, t: Type | None) -> int:
        return 0 if t is None else self.type(t)

    def type(self, t: Type) -> int:
        t = without_local_aliases(t)
        if t is universe.EMPTY_INTERFACE:
            t = universe.any_type()
        if isinstance(t, Alias) and t.is_copy:
            # What another package wrote: in this one the instance is written anew.
            t = unalias(t)
        copy = 0
        if self._copies and self._place is not None:
            copy = self._copies.get((self._place, self.part, t), 0)
        found = self._types.get((t, copy))
        if found is not None:
            return found
        place, part = self._place, self.part
        self._place, self.part = t, copy
        out = Out()
        if copy != 0 and isinstance(t, Named):
            self._instance(out, f.TYPE_INSTANCE_COPY, t, t if t.origin is None else t.origin)
        else:
            self._write_type(out, t)
        self._place, self.part = place, part
        entry = out.done()
        is_kept_apart = copy != 0 or _is_kept_apart(t)
        found = None if is_kept_apart else self._types_by_bytes.get(entry)
        if found is None:
            found = len(self._type_entries)
            self._type_entries.append(entry)
            self._types_by_bytes[entry] = found
        self._types[t, copy] = found
        return found

    def _instance(self, out: Out, kind: int, t: Named, origin: Named) -> None:
        out.byte(kind)
        out.uint(self.object_ref(origin.obj))
        out.uints([self.type(targ) for targ in t.targs])

    def _write_type(self, out: Out, t: Type) -> None:
        if isinstance(t, Named):
            self._named(out, t)
        elif isinstance(t, Pointer):
            out.byte(f.TYPE_POINTER)
            out.uint(self.type(t.elem))
        elif isinstance(t, Slice):
            out.byte(f.TYPE_SLICE)
            out.uint(self.type(t.elem))
        elif isinstance(t, Basic):
            out.byte(f.TYPE_BASIC)
            out.uint(t.kind)
            out.uint(self.string(t.name))
        elif isinstance(t, Signature):
            out.byte(f.TYPE_SIGNATURE)
            self._signature(out, t, None)
        elif isinstance(t, Struct):
            self._struct(out, t)
        elif isinstance(t, TypeParam):
            self._type_param(out, t)
        elif isinstance(t, Interface):
            self._interface(out, t)
        elif isinstance(t, Array):
            out.byte(f.TYPE_ARRAY)
            out.uint(self.type(t.elem))
            out.sint(t.length)
        elif isinstance(t, Map):
            out.byte(f.TYPE_MAP)
            out.uint(self.type(t.key))
            out.uint(self.type(t.value))
        elif isinstance(t, Alias):
            self._alias(out, t)
        elif isinstance(t, Tuple):
            out.byte(f.TYPE_TUPLE)
            self._params(out, t)
        elif isinstance(t, Chan):
            out.byte(f.TYPE_CHAN)
            out.uint(t.dir)
            out.uint(self.type(t.elem))
        else:
            self._union(out, t)

    def _named(self, out: Out, t: Named) -> None:
        if t.is_shape:
            raise InternalError(f"a summary mentions the shape {t.obj.name}", t.obj.pos)
        if t.origin is None:
            out.byte(f.TYPE_NAMED)
            out.uint(self.object_ref(t.obj))
        else:
            self._instance(out, f.TYPE_INSTANCE, t, t.origin)

    def _alias(self, out: Out, t: Alias) -> None:
        if t.origin is None:
            out.byte(f.TYPE_ALIAS)
            out.uint(self.object_ref(t.obj))
        else:
            out.byte(f.TYPE_ALIAS_INSTANCE)
            out.uint(self.object_ref(t.origin.obj))
            out.uints([self.type(arg) for arg in t.targs])

    def _type_param(self, out: Out, t: TypeParam) -> None:
        owner = t.obj.pkg
        if owner is not None and owner is not self.pkg:
            out.byte(f.TYPE_FOREIGN_PARAM)
            out.uint(self.package_ref(owner))
            out.uint(self.imports.number_of_tparam(t))
        else:
            out.byte(f.TYPE_PARAM)
            out.uint(self.tparam(t))

    def _struct(self, out: Out, t: Struct) -> None:
        out.byte(f.TYPE_STRUCT)
        out.uint(len(t.fields))
        out.byte(1 if t.tags else 0)
        for i, field in enumerate(t.fields):
            out.uint(self.string(field.name))
            out.uint(self.optional_type(field.type) << 1 | (1 if field.embedded else 0))
            out.uint(self.optional_package(field.pkg))
            self.pos(out, field.pos)
            if t.tags:
                out.uint(self.string(t.tags[i]))

    def _interface(self, out: Out, t: Interface) -> None:
        out.byte(f.TYPE_INTERFACE)
        out.byte(1 if t.is_implicit else 0)
        out.uint(len(t.methods))
        for method in t.methods:
            self._interface_method(out, t, method)
        out.uints([self.type(embedded) for embedded in t.embeddeds])

    def _interface_method(self, out: Out, t: Interface, method: Func) -> None:
        sig = method.signature
        if sig is None:
            raise InternalError(f"method {method.name} has no signature", method.pos)
        out.uint(self.string(method.name))
        out.uint(self.optional_package(method.pkg))
        self.pos(out, method.pos)
        recv = None if sig.recv is None else sig.recv.type
        if recv is None:
            out.uint(f.RECEIVER_NONE)
        elif recv is t:
            out.uint(f.RECEIVER_SELF)
        else:
            out.uint(f.RECEIVER_TYPE)
            out.uint(self.type(recv))
        self._signature(out, sig, None)

    def _union(self, out: Out, t: Union) -> None:
        out.byte(f.TYPE_UNION)
        out.uint(len(t.terms))
        for term in t.terms:
            out.uint(self.type(term.type) << 1 | (1 if term.tilde else 0))

    def _signature(
        self, out: Out, sig: Signature, recv: Var | None, names_results: bool = False
    ) -> None:
        """Parameters and results; the receiver only where it is asked for."""
        out.uints([self.tparam(tparam) for tparam in sig.tparams])
        out.uints([self.tparam(tparam) for tparam in sig.recv_tparams])
        if recv is None or recv.type is None:
            out.uint(0)
        else:
            out.uint(self.type(recv.type))
            out.uint(self.string(recv.name))
            self.pos(out, recv.pos)
        self._params(out, sig.params)
        self._params(out, sig.results, names_results)
        out.byte(1 if sig.variadic else 0)

    def _params(self, out: Out, params: Tuple, names_results: bool = False) -> None:
        out.uint(len(params.vars))
        for i, var in enumerate(params.vars):
            is_nameless = names_results and var.name in ("", "_")
            out.uint(self.string(declare.range_result(i) if is_nameless else var.name))
            out.uint(self.optional_type(var.type))
            self.pos(out, var.pos)

    # --------------------------------------------------------------------------------- objects

    def drain(self) -> None:
        """Write queued objects and type parameters until nothing new is mentioned."""
        while True:
            if len(self._object_entries) < len(self._object_queue):
                self._object_entries.append(
                    self._object(self._object_queue[len(self._object_entries)])
                )
            elif len(self._tparam_entries) < len(self._tparam_queue):
                self._tparam_entries.append(
                    self._tparam_entry(self._tparam_queue[len(self._tparam_entries)])
                )
            else:
                return

    def _object(self, obj: Object) -> bytes:
        out = Out()
        if isinstance(obj, (TypeName, Func, Var, Const)):
            self._place, self.part = obj, 0
        if isinstance(obj, Const):
            out.byte(f.OBJECT_CONST)
            self._name(out, obj)
            out.uint(self.optional_type(obj.type))
            if obj.value is None:
                raise InternalError(f"constant {obj.name} has no value", obj.pos)
            constants.encode(out, obj.value)
        elif isinstance(obj, Var):
            out.byte(f.OBJECT_VAR)
            self._name(out, obj)
            out.uint(self.optional_type(obj.type))
        elif isinstance(obj, Func):
            self._func(out, obj)
        elif isinstance(obj, TypeName):
            self._type_name(out, obj)
        else:
            raise InternalError(f"{type(obj).__name__} {obj.name} in a summary", obj.pos)
        self._place = None
        return out.done()

    def _name(self, out: Out, obj: Object) -> None:
        out.uint(self.string(obj.name))
        self.pos(out, obj.pos)

    def _func(self, out: Out, obj: Func) -> None:
        sig = obj.signature
        if sig is None:
            raise InternalError(f"function {obj.name} has no signature", obj.pos)
        out.byte(f.OBJECT_FUNC)
        self._name(out, obj)
        flags = f.FUNC_POINTER_RECEIVER if obj.has_ptr_recv else 0
        flags |= f.FUNC_HAS_LEAKS if obj.leaks is not None else 0
        out.byte(flags)
        out.uint(obj.pragma)
        if obj.leaks is not None:
            out.uint(len(obj.leaks))
            for encoded in obj.leaks:
                out.raw(encoded)
        self._signature(out, sig, sig.recv, obj.names_results)
        if sig.tparams:
            out.uint(self.templates.dictionary_words(obj))
        out.uint(obj.inline_cost + 1)
        out.uint(self._template(obj, sig))

    def _template(self, obj: Func, sig: Signature) -> int:
        """Number of the function's template plus one; 0 if it is neither generic nor can be inlined."""
        if not sig.is_generic and obj.inline_cost < 0:
            return 0
        template = self.templates.template(obj)
        if template is None:
            return 0
        number = len(self._template_entries)
        self._template_entries.append(b"")
        self._template_entries[number] = trees_out.encode(self, template)
        return number + 1

    def _type_name(self, out: Out, obj: TypeName) -> None:
        t = obj.type
        if isinstance(t, Alias):
            out.byte(f.OBJECT_ALIAS)
            self._name(out, obj)
            out.uints([self.tparam(tparam) for tparam in t.tparams])
            out.uint(self.optional_type(t.rhs()))
        elif isinstance(t, Named):
            out.byte(f.OBJECT_TYPE)
            self._name(out, obj)
            out.uint(t.local_suffix << 1 | (1 if t.in_generic else 0))
            under = t.underlying()
            out.uints([self.tparam(tparam) for tparam in t.tparams])
            if t.tparams:
                out.uint(self.templates.dictionary_words(t))
            out.uint(self.type(under))
            out.uints([self.object_ref(method) for method in t.methods if method.name != "_"])
        else:
            raise InternalError(f"type {obj.name} is neither defined nor an alias", obj.pos)

    def _tparam_entry(self, tparam: TypeParam) -> bytes:
        out = Out()
        self._name(out, tparam.obj)
        out.sint(tparam.idx)
        out.uint(self.optional_type(tparam.bound))
        return out.done()

    # -------------------------------------------------------------------------------- assembly

    def assemble(self) -> bytes:
        header = self._header()
        scope = self._scope()
        names = [name.encode("utf-8", "surrogateescape") for name in self._strings]
        sections = [
            table(names),
            table(self._base_entries),
            table(self._package_entries),
            table(self._type_entries),
            table(self._object_entries),
            table(self._external_entries),
            table(self._tparam_entries),
            table(self._template_entries),
            scope,
            header,
        ]
        out = Out()
        out.data.extend(f.MAGIC)
        at = len(f.MAGIC) + 4 * len(sections)
        for section in sections:
            out.fixed(at)
            at += len(section)
        for section in sections:
            out.data.extend(section)
        return out.done()

    def _header(self) -> bytes:
        out = Out()
        out.uint(self.string(self.pkg.go_version))
        out.uints([self.string(key) for key in sorted(self.passed_on)])
        return out.done()

    def _scope(self) -> bytes:
        """Package-level objects that made it into the summary."""
        out = Out()
        scope = self.pkg.scope
        found = [obj for obj in self._object_queue if scope.lookup(obj.name) is obj]
        out.uint(len(found))
        for obj in found:
            out.uint(self.string(obj.name))
            out.uint(self._objects[obj])
        return out.done()


def _is_kept_apart(t: Type) -> bool:
    """Whether a type stays as often as it was written, because the compiler tells one mention from the other.

    It does so for what depends on type parameters, which gets a word in a dictionary, and for pointers to
    defined types.
    """
    if isinstance(t, Pointer) and isinstance(t.elem, Named):
        return True
    return not isinstance(t, (Named, Alias, TypeParam, Tuple)) and shapes.is_derived(t)


def table(entries: list[bytes]) -> bytes:
    """Count, end offsets relative to the first entry, entries."""
    out = Out()
    out.fixed(len(entries))
    end = 0
    for entry in entries:
        end += len(entry)
        out.fixed(end)
    for entry in entries:
        out.data.extend(entry)
    return out.done()


def receiver_base(method: Func) -> Named | None:
    """The defined type that declares a method."""
    return None if method.signature is None else declare.receiver_of(method.signature)
