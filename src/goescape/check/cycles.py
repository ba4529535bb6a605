"""Types defined as themselves (`type A B; type B A`), types used before their declaration is complete, and interface
literals whose methods mention the literal itself, through an alias."""

from typing import Final, final

from goescape.base import codes
from goescape.check import checker as ck
from goescape.check import validtype
from goescape.syntax import nodes as ast
from goescape.types import subst, typeset
from goescape.types.model import (
    Alias,
    Array,
    Interface,
    Named,
    Struct,
    Type,
    TypeParam,
    unalias,
)  # fmt: skip
from goescape.types.objects import Object, TypeName
from goescape.types.parts import parts
from goescape.types.universe import INVALID_TYPE


def direct_cycles(c: "ck.Checker") -> None:
    """Report cycles of declarations that consist of type names only; one type of each becomes invalid.

    This comes before anything is declared: such types never get an underlying type.
    """
    done: set[TypeName] = set()
    for obj in c.objects:
        if isinstance(obj, TypeName):
            _follow(c, obj, done)


def _follow(c: "ck.Checker", obj: TypeName, done: set[TypeName]) -> None:
    path: list[TypeName] = []
    current: TypeName | None = obj
    while current is not None and current not in done:
        if current in path:
            current.type = INVALID_TYPE
            c.color[current] = ck.BLACK
            cycle: list[Object] = list(path[path.index(current) :])
            validtype.cycle_error(c, cycle, validtype.first_in_source(cycle))
            break
        path.append(current)
        current = _right_hand_side(c, current)
    done.update(path)


def _right_hand_side(c: "ck.Checker", obj: TypeName) -> TypeName | None:
    """The type of this package that obj is declared as, if its declaration just names one."""
    info = c.decls.get(obj)
    if info is None or info.type_decl is None:
        return None
    name = info.type_decl.type
    if not isinstance(name, ast.Name):
        return None
    other = c.pkg.scope.lookup(name.value)
    return other if isinstance(other, TypeName) and other in c.decls else None


def is_complete(c: "ck.Checker", t: Type) -> bool:
    """Whether t has an underlying type; if its declaration is still being checked, that is reported as a cycle.

    Values of incomplete types may be mentioned, but not looked into: `type T [unsafe.Sizeof(T{})]int`. Declarations
    that just name a type are looked through: they may be complete while what they name is not. Instances are expanded
    when they are needed.
    """
    while isinstance(t, (Named, Alias)) and not t.targs:
        if c.color.get(t.obj) == ck.GREY and t.obj in c.path:
            cycle = c.path[c.path.index(t.obj) :]
            validtype.cycle_error(c, cycle, validtype.first_in_source(cycle))
            return False
        rhs = t.rhs if isinstance(t, Named) else t.from_rhs
        if rhs is None:
            break
        t = rhs
    return True


def has_variable_size(c: "ck.Checker", t: Type) -> bool:
    """Whether t's size depends on type parameters; a type that contains itself is reported, and has no size."""
    t = unalias(t)
    if isinstance(t, TypeParam):
        return True
    if isinstance(t, Array):
        return has_variable_size(c, t.elem)
    if isinstance(t, Named):
        return _named_varies(c, t)
    if isinstance(t, Struct):
        for field in t.fields:
            if field.type is not None and has_variable_size(c, field.type):
                return True
    return False


def _named_varies(c: "ck.Checker", t: Named) -> bool:
    known = c.variable_sizes.get(t)
    if known is not None:
        return known
    obj = _object_of(c, t)
    if obj in c.path:
        cycle = c.path[c.path.index(obj) :]
        validtype.cycle_error(c, cycle, validtype.first_in_source(cycle))
        return True
    color = c.color.get(obj, ck.BLACK)
    c.color[obj] = ck.GREY
    c.path.append(obj)
    varies = has_variable_size(c, _right_side(t))
    c.path.pop()
    c.color[obj] = color
    return c.variable_sizes.setdefault(t, varies)


def _object_of(c: "ck.Checker", t: Named) -> TypeName:
    """What stands for t on the path of declarations: instances are on it as themselves."""
    if not t.targs:
        return t.obj
    obj = c.instance_names.get(t)
    if obj is None:
        obj = TypeName(t.place if t.place else t.obj.pos, t.obj.pkg, t.obj.name, t)
        c.instance_names[t] = obj
    return obj


def _right_side(t: Named) -> Type:
    """What t is declared as; for instances, with their type arguments."""
    origin = t.origin
    if origin is None:
        return t.rhs if t.rhs is not None else t.underlying()
    if origin.rhs is None or len(origin.tparams) != len(t.targs):
        return t.underlying()
    return subst.subst(origin.rhs, origin.tparams, t.targs)


def anonymous_interfaces(c: "ck.Checker") -> None:
    """Report interface literals that are part of a cycle without a defined type."""
    search = _InterfaceSearch()
    for pos in sorted(c.interface_literals):
        if search.has_cycle(c.interface_literals[pos]):
            c.error(
                pos,
                codes.INVALID_TYPE_CYCLE,
                "invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)",
            )
            search.forget()


@final
class _InterfaceSearch:
    """Looks for literals that lead back to themselves; defined types end every search."""

    def __init__(self) -> None:
        # True while what the literal mentions is being looked at.
        self.open: Final[dict[Interface, bool]] = {}

    def forget(self) -> None:
        """A cycle was reported: once is enough."""
        for each in self.open:
            self.open[each] = False

    def has_cycle(self, iface: Interface) -> bool:
        for method in typeset.type_set(iface).methods:
            if method.signature is not None and self.visit(method.signature):
                return True
        return False

    def visit(self, t: Type) -> bool:
        t = unalias(t)
        if isinstance(t, Named):
            return False
        if not isinstance(t, Interface):
            for part in parts(t):
                if self.visit(part):
                    return True
            return False
        if not t.methods and not t.embeddeds:
            return False
        if t in self.open:
            return self.open[t]
        self.open[t] = True
        if self.has_cycle(t):
            return True
        self.open[t] = False
        return False
