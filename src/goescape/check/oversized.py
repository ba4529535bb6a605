"""Types larger than the address space, and elements that channels and maps cannot hold.

The checker takes types of any size. The compiler notices what is too large when it computes sizes, and says
so at the declaration that it is reading then: the package-level declaration, the local variable whose type it
is, otherwise the last local variable before it, or the function.
"""

import bisect
from typing import Final, final

from goescape.base import codes
from goescape.check import checker as ck
from goescape.check.info import Instance
from goescape.syntax import nodes as ast
from goescape.types import predicates, subst
from goescape.types.model import (
    Alias,
    Array,
    Chan,
    Map,
    Named,
    Pointer,
    Signature,
    Slice,
    Struct,
    Type,
    TypeParam,
    underlying,
)  # fmt: skip
from goescape.types.objects import VAR_LOCAL, Func, Object, TypeName, Var
from goescape.types.typestring import gc_type_string

# The position of declarations with type parameters: only their instances have sizes.
GENERIC: Final = -1


@final
class _Written:
    """A type expression, and the position of the declaration around it."""

    def __init__(self, pos: int, type: Type, owner: int) -> None:
        self.pos: Final = pos
        self.type: Final = type
        self.owner: Final = owner


@final
class WrittenTypes:
    """What has to be looked at when all types are known; one hangs on the Checker."""

    def __init__(self) -> None:
        self.types: Final[list[_Written]] = []
        # Local variables by the position of the function around them.
        self.locals: Final[dict[int, list[Var]]] = {}
        # The same for declarations with type parameters.
        self.generic: "Final[dict[ck.DeclInfo, _Generic]]" = {}

    def note_type(self, env: "ck.Environment", e: ast.Expr, t: Type) -> None:
        if not isinstance(t, (Array, Chan, Map, Struct)):
            return
        if env.owner_pos != GENERIC:
            self.types.append(_Written(e.pos, t, env.owner_pos))
        elif env.around is not None:
            self._generic(env.around).types.append(_Written(e.pos, t, GENERIC))

    def note_local(self, env: "ck.Environment", var: Var) -> None:
        if var.kind != VAR_LOCAL or var.name == "_":
            return
        if env.owner_pos != GENERIC:
            self.locals.setdefault(env.owner_pos, []).append(var)
        elif env.around is not None:
            self._generic(env.around).locals.append(var)

    def note_local_type(self, env: "ck.Environment", pos: int, decl: "ck.DeclInfo") -> None:
        """A type declared at `pos` within a declaration with type parameters."""
        if env.around is not None:
            self._generic(env.around).inner.append((pos, decl))

    def mark(self, env: "ck.Environment") -> tuple[int, int]:
        """What has been noted so far."""
        found = None if env.around is None else self.generic.get(env.around)
        return len(self.types), 0 if found is None else len(found.types)

    def forget(self, env: "ck.Environment", mark: tuple[int, int]) -> None:
        """Forget what was noted since: operands of constants are never read."""
        del self.types[mark[0] :]
        found = None if env.around is None else self.generic.get(env.around)
        if found is not None:
            del found.types[mark[1] :]

    def _generic(self, decl: "ck.DeclInfo") -> "_Generic":
        found = self.generic.get(decl)
        if found is None:
            found = _Generic()
            self.generic[decl] = found
        return found


@final
class _Generic:
    """What is written in one declaration with type parameters."""

    def __init__(self) -> None:
        self.types: Final[list[_Written]] = []
        self.locals: Final[list[Var]] = []
        # Types declared in it.
        self.inner: "Final[list[tuple[int, ck.DeclInfo]]]" = []


def check(c: "ck.Checker") -> None:
    """Report types that are too large, in a package without errors."""
    seen: set[int] = set()
    for written in c.written.types:
        if written.pos in seen:
            continue
        seen.add(written.pos)
        fault = _fault(c, written.type)
        if fault:
            at = _place(written, written.owner, c.written.locals.get(written.owner, []))
            c.error(at, codes.TYPE_TOO_LARGE, fault)
    if c.written.generic and _may_be_too_large(c):
        _Instances(c).check()


def _may_be_too_large(c: "ck.Checker") -> bool:
    """Whether it is worth while to look at instances: their sizes, reckoned from above.

    Of all that is limited, elements of channels may be least.
    """
    largest = 1
    for written in c.written.types:
        if not predicates.has_type_params(written.type):
            largest = max(largest, c.sizes.sizeof(written.type))
    for instance in c.info.instances.values():
        for targ in instance.targs:
            if not predicates.has_type_params(targ):
                largest = max(largest, c.sizes.sizeof(targ))
    n_fields = n_elems = 1
    for generic in c.written.generic.values():
        for each in generic.types:
            if isinstance(each.type, Struct):
                n_fields = max(n_fields, len(each.type.fields))
            elif isinstance(each.type, Array):
                n_elems *= max(each.type.length, 1)
    return largest * n_fields * n_elems >= c.limits.channel_element_max


def _fault(c: "ck.Checker", t: Type) -> str:
    if predicates.has_type_params(t):
        return ""
    if isinstance(t, Array):
        size = c.sizes.sizeof(t.elem)
        if size and t.length > (c.sizes.layout.address_space - 1) // size:
            return f"type {gc_type_string(t, c.pkg)} larger than address space"
    elif isinstance(t, Chan):
        if c.sizes.sizeof(t.elem) >= c.limits.channel_element_max:
            return "channel element type too large (>64kB)"
    elif isinstance(t, Map):
        if c.sizes.sizeof(t.value) >= c.limits.map_part_max:
            return "map element type too large"
        if c.sizes.sizeof(t.key) >= c.limits.map_part_max:
            return "map key type too large"
    elif (
        isinstance(t, Struct)
        and c.sizes.sizeof(t) >= c.sizes.layout.address_space
        and not _has_no_size(c, t)
    ):
        return f"type {gc_type_string(t, c.pkg)} too large"
    return ""


def _has_no_size(c: "ck.Checker", t: Struct) -> bool:
    """Whether a field is an array that is too large itself."""
    for field in t.fields:
        if isinstance(field.type, Array) and _fault(c, field.type):
            return True
    return False


def _place(written: _Written, owner: int, locals: list[Var]) -> int:
    before = owner
    for var in locals:
        if var.type is not None and _contains(var.type, written.type):
            return var.pos
        if var.pos < written.pos:
            before = max(before, var.pos)
    return before


def _contains(t: Type, part: Type) -> bool:
    """Whether t is, or is made of, this very type."""
    while t is not part:
        if isinstance(t, (Pointer, Slice, Array, Chan)):
            t = t.elem
        elif isinstance(t, Map):
            if _contains(t.key, part):
                return True
            t = t.value
        else:
            return False
    return True


@final
class _Instances:
    """Looks at what generic declarations of the package are instantiated with.

    The compiler reads an instance twice: with its type arguments, for what depends on them, then with shapes in
    their place, as it compiles it; a function's signature once more for the call.
    """

    def __init__(self, c: "ck.Checker") -> None:
        self.c: Final = c
        self.seen: Final[set[str]] = set()
        self.waiting: Final[list[tuple[Object, list[Type]]]] = []
        # Instantiations within functions with type parameters, by function.
        self.nested: Final[dict[Object, list[tuple[Object, list[Type]]]]] = {}
        # What is read with the bodies, after everything else.
        self.in_bodies: Final[list[tuple[int, Type]]] = []
        # The compiler gives up when a struct has an array that is too large.
        self.stopped: bool = False

    def check(self) -> None:
        self._collect()
        self._drain()
        for pos, t in self.in_bodies:
            self._report(pos, t)

    def _drain(self) -> None:
        while self.waiting:
            obj, targs = self.waiting.pop(0)
            names = [gc_type_string(targ, None) for targ in targs]
            key = f"{obj.pos} {names}"
            if key in self.seen or any(predicates.has_type_params(targ) for targ in targs):
                continue
            self.seen.add(key)
            if isinstance(obj, Func):
                self._function(obj, targs)
            elif isinstance(obj, TypeName):
                self._type(obj, targs)

    def _collect(self) -> None:
        c = self.c
        # By the function around them.
        closed: dict[int, list[tuple[Object, list[Type]]]] = {}
        functions: list[tuple[int, Object]] = []
        for obj, decl in c.decls.items():
            if decl.func_decl is not None:
                functions.append((decl.func_decl.name.idx, obj))
        functions.sort(key=_first)
        starts = [first for first, _ in functions]
        for idx, instance in sorted(c.info.instances.items(), key=_index):
            used = c.info.uses[idx]
            if used is None:
                continue
            targs = instance.targs
            if isinstance(used, Func) and used.origin is not None:
                targs = [*used.targs, *targs]
                used = used.origin
            at = bisect.bisect_right(starts, idx) - 1
            if not any(predicates.has_type_params(targ) for targ in targs):
                if not isinstance(used, Func):
                    self.waiting.append((used, targs))
                    continue
                closed.setdefault(at, []).append((used, targs))
                if at >= 0:
                    self._results(functions[at][1], instance.type)
            elif at >= 0:
                self.nested.setdefault(functions[at][1], []).append((used, targs))
        # The compiler reads the last body first.
        for at in reversed(closed):
            self.waiting.extend(closed[at])

    def _results(self, caller: Object, t: Type) -> None:
        """What a call of an instance gives is a type that its caller mentions."""
        if isinstance(t, Signature) and isinstance(caller, Func) and caller.signature is not None:
            if caller.signature.is_generic:
                return
            for var in t.results.vars:
                if var.type is not None:
                    self._report(caller.pos, var.type)

    def _function(self, func: Func, targs: list[Type]) -> None:
        decl, signature = self.c.decls.get(func), func.signature
        if decl is None or signature is None or decl.func_decl is None:
            return
        tparams = signature.all_tparams
        if len(tparams) != len(targs):
            return
        for used, inner in self.nested.get(func, []):
            self.waiting.append((used, [subst.subst(t, tparams, targs) for t in inner]))
        written = self.c.written.generic.get(decl)
        if written is None:
            return
        for pos, inner_decl in written.inner:
            inner_types = self.c.written.generic.get(inner_decl)
            for each in [] if inner_types is None else inner_types.types:
                self._report(pos, subst.subst(each.type, tparams, targs))
        body = decl.func_decl.body
        shapes = _shapes(targs)
        for each in written.types:
            place = _place(each, func.pos, written.locals)
            if not predicates.has_type_params(each.type):
                self.in_bodies.append((place, each.type))
                continue
            with_targs = subst.subst(each.type, tparams, targs)
            shaped = subst.subst(each.type, tparams, shapes)
            self._report(func.pos, with_targs)
            if body is None or each.pos < body.pos:
                self._report(func.pos, shaped)
                self._report(func.pos, with_targs)
            else:
                self.in_bodies.append((place, shaped))

    def _type(self, obj: TypeName, targs: list[Type]) -> None:
        decl = self.c.decls.get(obj)
        if decl is not None:
            t = obj.type
            tparams = t.tparams if isinstance(t, (Named, Alias)) else []
            self._declared(obj.pos, decl, tparams, targs, t)
        for method in self.c.methods.get(obj, []):
            signature, info = method.signature, self.c.decls.get(method)
            if info is not None and signature is not None and not signature.tparams:
                self._declared(obj.pos, info, signature.recv_tparams, targs, None)

    def _declared(
        self,
        pos: int,
        decl: "ck.DeclInfo",
        tparams: list[TypeParam],
        targs: list[Type],
        whole: Type | None,
    ) -> None:
        written = self.c.written.generic.get(decl)
        if written is None or len(tparams) != len(targs):
            return
        shapes = _shapes(targs)
        for each in written.types:
            self._report(pos, subst.subst(each.type, tparams, targs))
            if not predicates.has_type_params(each.type):
                continue
            # Aliases and fields of structs are read with the type arguments only.
            if whole is None or (isinstance(whole, Named) and whole.underlying() is each.type):
                self.in_bodies.append((pos, subst.subst(each.type, tparams, shapes)))

    def _report(self, pos: int, t: Type) -> None:
        if self.stopped or predicates.has_type_params(t):
            return
        fault = _fault(self.c, t)
        if fault:
            self.c.error(pos, codes.TYPE_TOO_LARGE, fault)
        elif isinstance(t, Struct) and _has_no_size(self.c, t):
            self.stopped = True


def _first(entry: tuple[int, Object]) -> int:
    return entry[0]


def _index(entry: tuple[int, Instance]) -> int:
    return entry[0]


def _shapes(targs: list[Type]) -> list[Type]:
    """Types that are called as the compiler calls the shapes of type arguments."""
    shapes: list[Type] = []
    for targ in targs:
        under = underlying(targ)
        name = "go.shape." + gc_type_string(under, None)
        shape = Named(TypeName(0, None, name, None), under)
        shape.obj.type = shape
        shapes.append(shape)
    return shapes
