"""Types as text, for three readers: error messages, `-m` messages, and link names.

The three spellings differ in how they qualify names and in blanks:

    error messages   struct{a int; T}     Box[int, string]     http.Handler
    -m messages      struct { a int; T }  Box[int,string]      http.Handler
    link names       as -m, every name with its full package path
"""

import re
from abc import ABC, abstractmethod
from typing import Final, final

from goescape.base.constant import quote
from goescape.base.pos import PosTable
from goescape.types import typeset
from goescape.types.model import (
    CHAN_RECV,
    CHAN_SEND,
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
)  # fmt: skip
from goescape.types.objects import Func, Package, Var
from goescape.types.universe import EMPTY_INTERFACE, universe

# Deeper types are cut short in error messages.
_ENOUGH_DEPTH: Final = 100


class PackageNames(ABC):
    """Knows the packages that a package imports, and what these import."""

    @abstractmethod
    def all_imported(self) -> list[tuple[str, str]]:
        """Name and path of each."""


@final
class Qualifier:
    """How error messages name packages: not at all for the package being checked, else by name.

    A name that two packages share is replaced by the quoted path.
    """

    def __init__(
        self,
        pkg: Package | None,
        by_path: bool = False,
        table: PosTable | None = None,
        names: PackageNames | None = None,
    ) -> None:
        self.pkg: Final = pkg
        # Name packages by their paths instead.
        self.by_path: Final = by_path
        # To say where type parameters with predeclared names are declared.
        self.table: Final = table
        # Package name -> path of the first package seen under it; "" if there are several.
        self.paths: Final[dict[str, str]] = {}
        # Asked when the first package is named.
        self._names: PackageNames | None = names

    def note(self, name: str, path: str) -> None:
        known = self.paths.setdefault(name, path)
        if known != path:
            self.paths[name] = ""

    def _is_shared(self, name: str) -> bool:
        """Whether several packages have this name."""
        names = self._names
        self._names = None
        if names is not None:
            for imported, path in names.all_imported():
                self.note(imported, path)
            if self.pkg is not None:
                self.note(self.pkg.name, self.pkg.path)
        return self.paths.get(name) == ""

    def prefix(self, pkg: Package | None) -> str:
        if pkg is None or (self.pkg is not None and pkg is self.pkg):
            return ""
        if self.by_path:
            return pkg.path + "."
        if self._is_shared(pkg.name):
            return quote(pkg.path.encode()) + "."
        return pkg.name + "."


# ---------------------------------------------------------------------------- error messages


def type_string(t: Type, qualifier: Qualifier) -> str:
    """The spelling in error messages (package types2 of the compiler)."""
    return _ErrorWriter(qualifier).type(t)


def func_string(f: Func, qualifier: Qualifier) -> str:
    """`Name(int) error` of a method, without parameter names."""
    if f.signature is None:
        return f.name
    writer = _ErrorWriter(qualifier)
    writer.param_names = False
    return f.name + writer.signature(f.signature)


def full_func_string(f: Func) -> str:
    """As func_string, with package paths, and a note of the package that an unexported field belongs to."""
    if f.signature is None:
        return f.name
    writer = _ErrorWriter(Qualifier(None, by_path=True))
    writer.param_names = False
    writer.note_package = True
    return f.name + writer.signature(f.signature)


@final
class _ErrorWriter:
    def __init__(self, qualifier: Qualifier) -> None:
        self.qualifier: Final = qualifier
        self.depth: int = 0
        self.param_names: bool = True
        # Name the package of the first unexported struct field, to tell alike types apart.
        self.note_package: bool = False

    def type(self, t: Type) -> str:
        self.depth += 1
        text = "…" if self.depth > _ENOUGH_DEPTH else self._type(t)
        self.depth -= 1
        return text

    def _type(self, t: Type) -> str:
        if isinstance(t, Basic):
            return t.name
        if isinstance(t, (Named, Alias)):
            text = self.qualifier.prefix(t.obj.pkg) + t.obj.name
            if t.targs:
                return text + "[" + ", ".join(self.type(targ) for targ in t.targs) + "]"
            if t.tparams:
                return text + self._tparams(t.tparams)
            return text
        if isinstance(t, TypeParam):
            return self._type_param(t)
        if isinstance(t, Pointer):
            return "*" + self.type(t.elem)
        if isinstance(t, Slice):
            return "[]" + self.type(t.elem)
        if isinstance(t, Array):
            return f"[{t.length}]{self.type(t.elem)}"
        if isinstance(t, Map):
            return f"map[{self.type(t.key)}]{self.type(t.value)}"
        if isinstance(t, Chan):
            return _chan(t, self.type(t.elem))
        if isinstance(t, Signature):
            return "func" + self.signature(t)
        if isinstance(t, Struct):
            return "struct{" + "; ".join(self._field(t, i) for i in range(len(t.fields))) + "}"
        if isinstance(t, Interface):
            return self._interface(t)
        if isinstance(t, Tuple):
            return self.tuple(t, False)
        return self._union(t)

    def _type_param(self, t: TypeParam) -> str:
        name, table = t.obj.name, self.qualifier.table
        if table is None or universe().lookup(name) is None:
            return name
        return f"{name} /* with {name} declared at {table.mentioned(t.obj.pos)} */"

    def _tparams(self, tparams: list[TypeParam]) -> str:
        parts: list[str] = []
        for i, tparam in enumerate(tparams):
            following = tparams[i + 1] if i + 1 < len(tparams) else None
            text = tparam.obj.name
            if tparam.bound is not None and (
                following is None or following.bound is not tparam.bound
            ):
                text += " " + self.type(tparam.bound)
            parts.append(text)
        return "[" + ", ".join(parts) + "]"

    def _field(self, t: Struct, i: int) -> str:
        field = t.fields[i]
        noted = self.note_package and not field.exported and field.pkg is not None
        if noted:
            self.note_package = False
        type_ = self.type(field.type) if field.type is not None else "?"
        text = type_ if field.embedded else f"{field.name} {type_}"
        if noted and field.pkg is not None:
            text += f" /* package {field.pkg.path} */ "
        if i < len(t.tags) and t.tags[i]:
            text += " " + quote(t.tags[i].encode("utf-8", "surrogateescape"))
        return text

    def _interface(self, t: Interface) -> str:
        if not t.methods and not t.embeddeds and t.type_set is not None and t.type_set.comparable:
            return "interface{comparable}"
        if t.is_implicit and len(t.embeddeds) == 1 and not t.methods:
            return self.type(t.embeddeds[0])
        parts = [
            m.name + (self.signature(m.signature) if m.signature is not None else "()")
            for m in t.methods
        ]
        parts.extend(self.type(embedded) for embedded in t.embeddeds)
        if not parts:
            return "interface{}"
        return "interface{" + "; ".join(parts) + "}"

    def _union(self, t: Union) -> str:
        return " | ".join(("~" if term.tilde else "") + self.type(term.type) for term in t.terms)

    def signature(self, t: Signature) -> str:
        text = self._tparams(t.tparams) if t.tparams else ""
        text += self.tuple(t.params, t.variadic)
        results = t.results.vars
        if not results:
            return text
        if len(results) == 1 and results[0].name == "" and results[0].type is not None:
            return f"{text} {self.type(results[0].type)}"
        return f"{text} {self.tuple(t.results, False)}"

    def tuple(self, t: Tuple, variadic: bool) -> str:
        parts: list[str] = []
        for i, var in enumerate(t.vars):
            text = f"{var.name} " if var.name and self.param_names else ""
            if var.type is None:
                parts.append(text + "?")
            elif variadic and i == len(t.vars) - 1:
                parts.append(text + self._variadic(var.type))
            else:
                parts.append(text + self.type(var.type))
        return "(" + ", ".join(parts) + ")"

    def _variadic(self, t: Type) -> str:
        if isinstance(t, Slice):
            return "..." + self.type(t.elem)
        return self.type(t) + "..."  # append([]byte, string...)


def _chan(t: Chan, elem: str) -> str:
    if t.dir == CHAN_SEND:
        return "chan<- " + elem
    if t.dir == CHAN_RECV:
        return "<-chan " + elem
    if isinstance(t.elem, Chan) and t.elem.dir == CHAN_RECV:
        return f"chan ({elem})"
    return "chan " + elem


# ----------------------------------------------------------------------- -m messages and links


def gc_type_string(t: Type, pkg: Package | None) -> str:
    """The spelling in the compiler's `-m` messages for package `pkg`."""
    return _gc(t, pkg, False)


def link_string(t: Type) -> str:
    """A spelling that tells any two different types apart: names with full package paths."""
    return _gc(t, None, True)


def type_key(t: Type) -> str:
    """As link_string, remembered for named types."""
    if isinstance(t, Named):
        if not t.type_key:
            t.type_key = link_string(t)
        return t.type_key
    return link_string(t)


def symbol_name(t: Named) -> str:
    """What the compiler's symbol of a defined type is called within its package."""
    text = t.obj.name
    if t.targs:
        text += _gc_arguments(t)
    return f"{text}·{t.local_suffix}" if t.local_suffix else text


def escaped_path(path: str) -> str:
    """A package path as it occurs in symbol names: dots of the last element are `%2e`."""
    if path == "go.shape":
        return path
    head, slash, last = path.rpartition("/")
    return head + slash + last.replace(".", "%2e")


def _gc(t: Type, pkg: Package | None, link: bool) -> str:
    if isinstance(t, Alias):
        if t.obj.pkg is None and t.obj.name == "any" and not link:
            return "any"
        rhs = t.rhs()
        # One step at a time: `any` keeps its name behind another alias.
        return _gc(unalias(t) if rhs is None else rhs, pkg, link)
    if isinstance(t, Basic):
        if link and t.name == "byte":
            return "uint8"
        if link and t.name == "rune":
            return "int32"
        return t.name
    if isinstance(t, Named):
        return _gc_named(t, pkg, link)
    if isinstance(t, Pointer):
        return "*" + _gc(t.elem, pkg, link)
    if isinstance(t, Slice):
        return "[]" + _gc(t.elem, pkg, link)
    if isinstance(t, Array):
        return f"[{t.length}]{_gc(t.elem, pkg, link)}"
    if isinstance(t, Map):
        return f"map[{_gc(t.key, pkg, link)}]{_gc(t.value, pkg, link)}"
    if isinstance(t, Chan):
        return _chan(t, _gc(t.elem, pkg, link))
    if isinstance(t, Signature):
        return "func" + gc_signature(t, pkg, link)
    if isinstance(t, Struct):
        return _gc_struct(t, pkg, link)
    if isinstance(t, Interface):
        return _gc_interface(t, pkg, link)
    if isinstance(t, TypeParam):
        return t.obj.name
    if isinstance(t, Tuple):
        return "(" + ", ".join(_gc_var(var, pkg, link) for var in t.vars) + ")"
    return " | ".join(("~" if term.tilde else "") + _gc(term.type, pkg, link) for term in t.terms)


_LOCAL_SUFFIX: Final = re.compile("·[0-9]*$")


def _gc_named(t: Named, pkg: Package | None, link: bool) -> str:
    obj = t.obj
    text = symbol_name(t)
    if not link and (t.is_shape or t.local_suffix):
        # Of shapes, it only shows in those that end in one.
        text = _LOCAL_SUFFIX.sub("", text)
    if obj.pkg is not None:
        if link:
            text = f"{escaped_path(obj.pkg.path)}.{text}"
        elif obj.pkg is not pkg and (pkg is None or obj.pkg.path != pkg.path):
            text = f"{obj.pkg.name}.{text}"
    return text


def _gc_arguments(t: Named) -> str:
    """`[int,string]`; arguments of the function around a generic declaration stand before a semicolon."""
    texts = [_gc(targ, None, True) for targ in t.targs]
    n = t.n_implicit
    if 0 < n < len(texts):
        return "[" + ",".join(texts[:n]) + ";" + ",".join(texts[n:]) + "]"
    return "[" + ",".join(texts) + "]"


def _member(name: str, owner: Package | None, pkg: Package | None, link: bool) -> str:
    """A field or method name, qualified if it is unexported and not of package `pkg`."""
    if name[:1].isupper() or owner is None:
        return name
    if link:
        return f"{escaped_path(owner.path)}.{name}"
    if pkg is not None and owner.path == pkg.path:
        return name
    return f"{owner.name}.{name}"


def _gc_struct(t: Struct, pkg: Package | None, link: bool) -> str:
    if not t.fields:
        return "struct {}"
    parts: list[str] = []
    for i, field in enumerate(t.fields):
        text = _gc(field.type, pkg, link) if field.type is not None else "?"
        if not field.embedded:
            text = f"{_member(field.name, field.pkg, pkg, link)} {text}"
        elif link and not _is_named_after_type(field):
            text = f"{_member(field.name, field.pkg, pkg, link)} = {text}"
        if i < len(t.tags) and t.tags[i]:
            text += " " + quote(t.tags[i].encode("utf-8", "surrogateescape"))
        parts.append(text)
    return "struct { " + "; ".join(parts) + " }"


def _is_named_after_type(field: Var) -> bool:
    """Whether an embedded field's name is also its type's: not so for aliases, instances, local types, basic types."""
    t = unalias(field.type) if field.type is not None else None
    if isinstance(t, Pointer):
        t = unalias(t.elem)
    if not isinstance(t, Named) or t.targs or t.local_suffix or t.obj.name != field.name:
        return False
    return field.name[:1].isupper() or t.obj.pkg is field.pkg


def _gc_interface(t: Interface, pkg: Package | None, link: bool) -> str:
    types = typeset.type_set(t)
    parts: list[str] = []
    for method in types.methods:
        signature = method.signature
        shown = gc_signature(signature, pkg, link) if signature is not None else "()"
        # Unexported methods are always told apart by their package's path.
        parts.append(_member(method.name, method.pkg, pkg, True) + shown)
    if not parts:
        # That of `any` is one object; what is written out is another one each time.
        return "any" if t is EMPTY_INTERFACE and not link else "interface {}"
    return "interface { " + "; ".join(parts) + " }"


def gc_signature(t: Signature, pkg: Package | None, link: bool = False) -> str:
    """`(int, ...string) error`, without parameter names."""
    parts: list[str] = []
    last = len(t.params.vars) - 1
    for i, var in enumerate(t.params.vars):
        if t.variadic and i == last and isinstance(var.type, Slice):
            parts.append("..." + _gc(var.type.elem, pkg, link))
        else:
            parts.append(_gc_var(var, pkg, link))
    text = "(" + ", ".join(parts) + ")"
    results = [_gc_var(var, pkg, link) for var in t.results.vars]
    if not results:
        return text
    if len(results) == 1:
        return f"{text} {results[0]}"
    return f"{text} ({', '.join(results)})"


def _gc_var(var: Var, pkg: Package | None, link: bool) -> str:
    return _gc(var.type, pkg, link) if var.type is not None else "?"
