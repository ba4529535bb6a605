"""Interface types: methods and embedded elements (Go spec, "Interface types")."""

from typing import Final, final

from goescape.base import codes
from goescape.check import checker as ck
from goescape.check import signature, typexpr, union
from goescape.syntax import nodes as ast
from goescape.syntax import walk
from goescape.types import identity, instantiate, typeset
from goescape.types.model import (
    Interface,
    Named,
    OldInterfaces,
    Type,
    underlying,
)  # fmt: skip
from goescape.types.objects import (
    VAR_RECV,
    Func,
    TypeName,
    Var,
)  # fmt: skip
from goescape.types.typestring import type_string

OVERLAPS_SINCE: Final = 14  # embedded interfaces may have methods in common


def interface_type(c: "ck.Checker", e: ast.InterfaceType, owner: TypeName | None) -> Type:
    iface = Interface([], [])
    if not c.allows(18):
        iface.old = c.old_interfaces
    if c.env.interface_depth == 0:
        c.interface_literals[e.pos] = iface
    c.env.interface_depth += 1
    _interface_elements(c, e, owner, iface)
    c.env.interface_depth -= 1
    iface.complete = True
    c.later(_TypeSet(iface))
    return iface


def _interface_elements(
    c: "ck.Checker", e: ast.InterfaceType, owner: TypeName | None, iface: Interface
) -> None:
    """Methods and embedded elements as written."""
    recv_type: Type = iface
    if owner is not None and isinstance(owner.type, Named):
        recv_type = owner.type
        if owner.type.tparams:
            targs: list[Type] = list(owner.type.tparams)
            recv_type = instantiate.named_instance(owner.type, targs)
    for field in e.methods:
        if field.name is None:
            iface.embeddeds.append(union.constraint_element(c, field.type))
            iface.embed_pos.append(walk.start_pos(field.type))
            continue
        if field.name.value == "_":
            c.error(
                field.name.pos,
                codes.BLANK_IFACE_METHOD,
                "methods must have a unique non-blank name",
            )
            continue
        if not isinstance(field.type, ast.FuncType):
            continue
        sig = signature.of_type(c, field.type)
        typexpr.record(c, field.type, sig)
        sig.recv = Var(field.name.pos, c.pkg, "", recv_type, VAR_RECV)
        method = Func(field.name.pos, c.pkg, field.name.value, sig)
        method.is_abstract = True
        c.info.defs[field.name.idx] = method
        iface.methods.append(method)
    # From here on, in messages, too, they stand in this order.
    iface.methods.sort(key=typeset.method_order)


@final
class _TypeSet(ck.Action):
    """Check that embedded elements fit together."""

    def __init__(self, iface: Interface) -> None:
        self.iface = iface

    def run(self, c: "ck.Checker") -> None:
        # Methods by identity, with where the interface gets them from.
        known: dict[str, tuple[Func, int]] = {}
        for own in self.iface.methods:
            earlier = known.setdefault(typeset.method_id(own.pkg, own.name), (own, own.pos))
            if earlier[0] is not own:
                _duplicate(c, own, own.pos, earlier[1])
        for i, embedded in enumerate(self.iface.embeddeds):
            under = underlying(embedded)
            pos = self.iface.embed_pos[i]
            is_known = self.iface.old is None or not typeset.too_new(self.iface.old, embedded)
            if isinstance(under, Interface) and is_known:
                for method in typeset.type_set(under).methods:
                    key = typeset.method_id(method.pkg, method.name)
                    earlier = known.setdefault(key, (method, pos))
                    if earlier[0] is not method or earlier[1] != pos:
                        c.later(_Overlap(method, pos, earlier[0], earlier[1]))
        if self.iface.old is not None:
            typeset.type_set(self.iface)
            require_elements(c, self.iface, self.iface.old)


def check_implicit(c: "ck.Checker", iface: Interface) -> None:
    """As for the interface that stands for itself around the element."""
    if not c.allows(18):
        iface.old = c.old_interfaces
        c.later(_TypeSet(iface))


def require_substituted(c: "ck.Checker") -> None:
    """As `require_elements`, for the interfaces that substitution has made since the last time."""
    made = c.old_interfaces.substituted[:]
    c.old_interfaces.substituted.clear()
    for iface in made:
        if iface.old is not None:
            require_elements(c, iface, iface.old)


def require_elements(c: "ck.Checker", iface: Interface, old: OldInterfaces) -> None:
    """Report elements that a language version without constraints does not know."""
    for i, embedded in enumerate(iface.embeddeds):
        what = typeset.too_new(old, embedded)
        if what:
            text = type_string(embedded, c.qualifier)
            c.require(iface.embed_pos[i], 18, f"embedding {what} {text}")


@final
class _Overlap(ck.Action):
    """A method of an interface embedded at `pos` must agree with the one that is known from `other_pos`."""

    def __init__(self, method: Func, pos: int, other: Func, other_pos: int) -> None:
        self.method = method
        self.pos = pos
        self.other = other
        self.other_pos = other_pos

    def run(self, c: "ck.Checker") -> None:
        if not c.allows(OVERLAPS_SINCE) or not _same(self.method, self.other):
            _duplicate(c, self.method, self.pos, self.other_pos)


def _duplicate(c: "ck.Checker", method: Func, pos: int, other_pos: int) -> None:
    name = method.name
    place = c.table.mentioned(other_pos)
    c.error(
        pos,
        codes.DUPLICATE_DECL,
        f"duplicate method {name}",
        f"\n\t{place}: other declaration of method {name}",
    )


def _same(f: Func, g: Func) -> bool:
    if f.signature is None or g.signature is None:
        return True
    return identity.identical(f.signature, g.signature)
