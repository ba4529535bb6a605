"""Which imported functions a package passes on to its importers.

A package's export data is complete in itself: it holds whatever can be reached from its exported objects, of
other packages too. Bodies of other packages' functions are among it only if the package has inlined them.
That decides what importers can inline of packages they do not import themselves.
"""

from typing import Final, final

from goescape.ir import nodes as ir
from goescape.ir import walk
from goescape.lower.templates import TemplateSource, body_key
from goescape.types.model import Alias, Interface, Named, Type, TypeParam, unalias
from goescape.types.objects import Func, Object, Package, TypeName, Var
from goescape.types.parts import parts


def passed_on(
    objects: list[Object],
    types: list[Type],
    inlined: dict[Func, ir.Func],
    templates: TemplateSource,
) -> list[Func]:
    """The functions of `inlined` that can be reached from what a summary mentions.

    `templates` has the bodies of imported generic functions: they are part of what is reached.
    """
    search = _Search(inlined, None, frozenset(), templates)
    for obj in objects:
        search.object(obj)
    for t in types:
        if isinstance(t, Named):
            search.type(t)
    search.drain(len(inlined))
    return search.found


def everything(
    pkg: Package, objects: list[Object], bodies: frozenset[str], templates: TemplateSource
) -> set[Object]:
    """All that can be reached from `objects`, which the package `pkg` declares and exports.

    `bodies` are functions of others whose bodies it passes on.
    """
    search = _Search({}, pkg, bodies, templates)
    for obj in objects:
        search.object(obj)
    search.drain(-1)
    return search.seen


@final
class _Search:
    def __init__(
        self,
        inlined: dict[Func, ir.Func],
        pkg: Package | None,
        bodies: frozenset[str],
        templates: TemplateSource,
    ) -> None:
        # Functions whose bodies count though they are not generic: these, all of a package, those of a name.
        self.inlined: Final = inlined
        self.pkg: Final = pkg
        self.bodies: Final = bodies
        self.templates: Final = templates
        self.found: Final[list[Func]] = []
        self.seen: Final[set[Object]] = set()
        self._seen_types: Final[set[Type]] = set()
        self._queue: Final[list[Type]] = []

    def drain(self, n_wanted: int) -> None:
        """Follow types until as many bodies are found as there are (-1: unknown) or nothing is left."""
        while self._queue and len(self.found) != n_wanted:
            self._inside(self._queue.pop())

    def object(self, obj: Object) -> None:
        if obj in self.seen:
            return
        self.seen.add(obj)
        if isinstance(obj, Func):
            self._func(obj)
        elif isinstance(obj, TypeName) and obj.type is not None:
            self.type(obj.type)
        elif isinstance(obj, Var):
            self.type(obj.type)

    def _func(self, obj: Func) -> None:
        sig = obj.signature
        is_inlined = self._is_inlined(obj)
        if is_inlined:
            self.found.append(obj)
        if is_inlined or (sig is not None and sig.is_generic):
            # As it was exported: in what was read here, instances stand for generic functions.
            body = self.templates.template(obj)
            if body is not None:
                walk.visit_list(body.body or [], _Mentions(self))
        if sig is not None:
            self.type(sig.recv_type)
            self.types(parts(sig))
            self._bounds(sig.all_tparams)

    def _bounds(self, params: list[TypeParam]) -> None:
        for param in params:
            self.type(param.bound)

    def _is_inlined(self, obj: Func) -> bool:
        if obj in self.inlined or (obj.pkg is self.pkg and obj.pkg is not None):
            return True
        return len(self.bodies) != 0 and body_key(obj) in self.bodies

    def type(self, t: Type | None) -> None:
        if t is not None and t not in self._seen_types:
            self._seen_types.add(t)
            self._queue.append(t)

    def types(self, types: list[Type]) -> None:
        for t in types:
            self.type(t)

    def _inside(self, t: Type) -> None:
        if isinstance(t, Alias):
            self.seen.add(t.obj)
            self.types(t.targs)
            self._bounds(t.tparams if t.origin is None else t.origin.tparams)
            self.type(unalias(t))
        elif isinstance(t, Named):
            self._named(t)
        else:
            self.types(parts(t))

    def _named(self, t: Named) -> None:
        self.types(t.targs)
        origin = t if t.origin is None else t.origin
        if t.origin is not None:
            self.type(origin)
            return
        self.seen.add(t.obj)
        origin.resolve()
        self._bounds(origin.tparams)
        self.type(origin.underlying())
        if not isinstance(origin.underlying(), Interface):
            for method in origin.methods:
                self.object(method)


@final
class _Mentions(walk.Visitor):
    """Functions and types that a body mentions."""

    def __init__(self, search: _Search) -> None:
        self.search: Final = search

    def enter(self, node: ir.Node) -> bool:
        if isinstance(node, ir.FuncUse):
            if node.func.obj is not None:
                self.search.object(node.func.obj)
        elif isinstance(node, (ir.MethodExpr, ir.MethodValue)):
            self.search.object(node.method)
            self.search.types(node.targs)
        elif isinstance(node, ir.GenericFuncUse):
            self.search.object(node.obj)
            self.search.types(node.targs)
        elif isinstance(node, ir.Declare):
            self.search.type(node.var.type)
        elif isinstance(node, ir.GlobalUse):
            if node.var.var is not None:
                self.search.object(node.var.var)
        elif isinstance(node, ir.FuncLit):
            walk.visit_list(node.func.body or [], self)
        if isinstance(node, ir.ExprNode):
            self.search.type(node.type)
        return True
