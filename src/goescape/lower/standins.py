"""Examples of type arguments for generic declarations that nobody uses in their package.

Generic code is compiled for the type arguments it is used with. What a package has that is not used there is looked at with
arguments that stand for any: a file that mentions such instances is added to the package, for nothing but facts.
"""

from goescape.facts.functions import STAND_INS
from goescape.lower import declare
from goescape.lower.generics.instances import is_generic_method
from goescape.lower.package import Lowered
from goescape.syntax import nodes as ast
from goescape.types import implements, subst, universe
from goescape.types.model import (
    CHAN_BOTH,
    FLOAT64,
    STRING,
    UINT8,
    Chan,
    Map,
    Named,
    Pointer,
    Signature,
    Slice,
    Tuple,
    Type,
    TypeParam,
    unalias,
)
from goescape.types.objects import Func, TypeName
from goescape.types.typestring import Qualifier, type_string


def mentions(lowered: Lowered) -> str:
    """The source of a file that mentions instances of what has none; empty if there is nothing to mention.

    Two instances of each if possible, whose arguments differ in size.
    """
    used = {obj for obj, _ in lowered.asm.generics.funcs}
    trees = lowered.bodies.trees
    qualifier = Qualifier(trees.pkg)
    own = _own_types(lowered)
    lines: list[str] = []
    for file in trees.files:
        for decl in file.decls:
            obj = trees.info.funcs.get(decl) if isinstance(decl, ast.FuncDecl) else None
            if obj is None or obj in used or obj.name in ("_", "init"):
                continue
            if declare.signature_of(obj).is_generic and not is_generic_method(obj):
                lines += [f"\t_ = {text}" for text in _instances(obj, own, qualifier)]
    if not lines:
        return ""
    body = "\n".join(lines)
    return f"package {trees.pkg.name}\n\nfunc {STAND_INS}() {{\n{body}\n}}\n"


def _own_types(lowered: Lowered) -> list[Type]:
    """The package's own types, and pointers to them: constraints may ask for their methods."""
    found: list[Type] = []
    scope = lowered.bodies.trees.pkg.scope
    for name in scope.names():
        obj = scope.lookup(name)
        if isinstance(obj, TypeName) and isinstance(obj.type, Named) and not obj.type.tparams:
            found += [obj.type, Pointer(obj.type)]
    return found


def _candidates(own: list[Type]) -> list[Type]:
    number = universe.int_type()
    text, byte = universe.TYP[STRING], universe.TYP[UINT8]
    return [
        number, text, universe.TYP[FLOAT64], byte, Slice(number), Slice(text), Slice(byte), Map(number, number),
        Map(text, text), Map(text, number), Pointer(number), Pointer(text), Chan(CHAN_BOTH, number),
        Chan(CHAN_BOTH, text), Signature(None, Tuple([]), Tuple([]), False), universe.error_type(), *own,
    ]  # fmt: skip


def _instances(obj: Func, own: list[Type], qualifier: Qualifier) -> list[str]:
    """Expressions that mention instances of a function or method."""
    sig = declare.signature_of(obj)
    tparams = sig.tparams or sig.recv_tparams
    candidates = _candidates(own)
    first = _satisfying(tparams, candidates, qualifier)
    if first is None:
        return []
    # Strings are of another size than numbers.
    other = _satisfying(tparams, [candidates[1], candidates[0], *candidates[2:]], qualifier)
    return [
        _mention(obj, targs, qualifier)
        for targs in ([first] if other is None or other == first else [first, other])
    ]


def _satisfying(
    tparams: list[TypeParam], candidates: list[Type], qualifier: Qualifier
) -> list[Type] | None:
    """Arguments for all parameters; a constraint may mention parameters that follow, so they are chosen from the end."""
    found = [candidates[0]] * len(tparams)
    for _ in tparams:
        failure = implements.first_unsatisfied(tparams, found, qualifier, True)
        if failure is None:
            return found
        if not _fit(tparams, found, failure.index, candidates, qualifier):
            return None
    failure = implements.first_unsatisfied(tparams, found, qualifier, True)
    return found if failure is None else None


def _fit(
    tparams: list[TypeParam],
    found: list[Type],
    index: int,
    candidates: list[Type],
    qualifier: Qualifier,
) -> bool:
    """Choose the argument at `index` so that it satisfies its constraint, the others being as they are."""
    bound = tparams[index].bound
    for candidate in candidates:
        found[index] = candidate
        if bound is None:
            return True
        wanted = subst.subst(bound, tparams, found)
        if implements.implements(candidate, wanted, True, qualifier) is None:
            return True
    return False


def _mention(obj: Func, targs: list[Type], qualifier: Qualifier) -> str:
    arguments = ", ".join(type_string(targ, qualifier) for targ in targs)
    sig = declare.signature_of(obj)
    named = declare.receiver_of(sig)
    if named is None or sig.recv_type is None:
        return f"{obj.name}[{arguments}]"
    star = "*" if isinstance(unalias(sig.recv_type), Pointer) else ""
    return f"({star}{named.obj.name}[{arguments}]).{obj.name}"
