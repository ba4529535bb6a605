"""References to instances from shaped code, where type arguments may depend on type parameters."""

from typing import Final, final

from goescape.base.bug import InternalError
from goescape.ir import nodes as ir
from goescape.lower.generics import instances
from goescape.lower.order import derivedmention
from goescape.lower.order.unit import Assembly
from goescape.lower.typeargs import shapes
from goescape.lower.typeargs.dictionary import generic_method
from goescape.types import universe
from goescape.types.model import Named, Pointer, Signature, Type, TypeParam, unalias
from goescape.types.objects import Func


@final
class Context:
    """Where shaped code is being built: what its type parameters stand for, and its dictionary."""

    def __init__(
        self,
        asm: Assembly,
        env: shapes.Env,
        owner: Func | Named | None,
        dict_param: ir.Local | None,
    ) -> None:
        self.asm: Final = asm
        self.env: Final = env
        self._owner: Final = owner
        # None for functions that are not generic: they need no dictionary.
        self.dict_param: Final = dict_param

    def dictionary_param(self) -> ir.Local:
        if self.dict_param is None:
            raise InternalError("a function that is not generic has no dictionary")
        return self.dict_param

    def owner(self) -> Func | Named:
        if self._owner is None:
            raise InternalError("a function that is not generic has no dictionary")
        return self._owner

    def type(self, t: Type) -> Type:
        """The meaning of a type that the body spells out, or that one of its expressions has."""
        return self.asm.generics.types.subst(self.env, t)

    def types(self, ts: list[Type]) -> list[Type]:
        return [self.type(t) for t in ts]

    def mention(self, ts: list[Type]) -> None:
        for t in ts:
            derivedmention.mention(self.asm, self.env, t, None)

    def sub_dictionary(self, pos: int, owner: Func | Named, targs: list[Type]) -> ir.Expr:
        """The dictionary for arguments that depend on type parameters, read from our own."""
        word = instances.dictionary_of(self.asm, self.owner()).sub_word(owner, targs)
        n_words = instances.dictionary_words(self.asm, owner)
        name = instances.dictionary_name(self.asm, self.dictionary_param().pkg)
        text = f"(*[{n_words}]uintptr)({name}[{word}])"
        return ir.DictArg(pos, instances.dictionary_type(), text)

    def type_word(self, pos: int, t: Type) -> ir.Expr:
        """A type that depends on type parameters, as the runtime knows it."""
        word = instances.dictionary_of(self.asm, self.owner()).type_word(t)
        name = instances.dictionary_name(self.asm, self.dictionary_param().pkg)
        return ir.DictArg(pos, Pointer(universe.byte_type()), f"(*uint8)({name}[{word}])")

    def method_word(self, pos: int, t: Signature, param: TypeParam, obj: Func) -> ir.Expr:
        """A method of a type parameter, as a function of its receiver."""
        word = instances.dictionary_of(self.asm, self.owner()).method_word(param, obj)
        return ir.DictWord(pos, t, self.dictionary_param(), word)


def function(c: Context, pos: int, obj: Func, targs: list[Type]) -> tuple[ir.Expr, ir.Expr]:
    """A generic function for arguments that depend on type parameters, and its dictionary."""
    c.mention(targs)
    shaped = instances.function(c.asm, obj, c.types(targs), True)
    return ir.FuncUse(pos, shaped.signature, shaped), c.sub_dictionary(pos, obj, targs)


def method(
    c: Context, pos: int, recv: Type, obj: Func, targs: list[Type]
) -> tuple[ir.MethodExpr, ir.Expr] | None:
    """A method of an instance that depends on type parameters, with its dictionary; None if the
    instance does not depend on any. `recv` and `targs` are those of the template."""
    declared = generic_method(obj)
    named = instances.named_receiver(recv, pos)
    all_targs = [*named.targs, *targs]
    if not shapes.any_derived(all_targs):
        return None
    c.mention(all_targs)
    if instances.is_generic_method(declared):
        shaped = instances.function(c.asm, declared, c.types(all_targs), True)
        return instances.method_use(pos, declared, shaped), c.sub_dictionary(
            pos, declared, all_targs
        )
    shaped = instances.method(c.asm, _receiver(c, named, pos), declared)
    return instances.method_use(pos, declared, shaped), c.sub_dictionary(
        pos, instances.origin_of(named), all_targs
    )


def _receiver(c: Context, named: Named, pos: int) -> Named:
    """The instance whose method is meant: the shapes of its arguments are those of now.

    Where a body mentions the same instance as a type, its arguments may have been incomplete.
    """
    if not named.in_generic:
        return c.asm.generics.types.instance(instances.origin_of(named), c.types(named.targs))
    instance = unalias(c.type(named))
    if not isinstance(instance, Named):
        raise InternalError("receiver is not an instance", pos)
    return instance
