"""Replacing type parameters by type arguments."""

from typing import Final, final

from goescape.types import instantiate
from goescape.types.model import (
    INVALID_TYPE,
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
    Term,
    Tuple,
    Type,
    TypeParam,
    Union,
    unalias,
)  # fmt: skip
from goescape.types.objects import Func, TypeName, Var


def subst(t: Type, tparams: list[TypeParam], targs: list[Type]) -> Type:
    """t with every mention of tparams[i] replaced by targs[i]; t itself if it mentions none."""
    if not tparams:
        return t
    return Substitution(tparams, targs).type(t)


@final
class Substitution:
    """A mapping from type parameters to types. Parts of types that do not change are shared."""

    def __init__(self, tparams: list[TypeParam], targs: list[Type]) -> None:
        self.map: Final[dict[TypeParam, Type]] = {}
        for i, tparam in enumerate(tparams):
            self.map[tparam] = targs[i]

    def type(self, t: Type) -> Type:
        if isinstance(t, Basic):
            return t
        if isinstance(t, TypeParam):
            return self.map.get(t, t)
        if isinstance(t, Named):
            return self._named(t)
        if isinstance(t, Pointer):
            elem = self.type(t.elem)
            return t if elem is t.elem else Pointer(elem)
        if isinstance(t, Slice):
            elem = self.type(t.elem)
            return t if elem is t.elem else Slice(elem)
        if isinstance(t, Array):
            elem = self.type(t.elem)
            return t if elem is t.elem else Array(elem, t.length)
        if isinstance(t, Map):
            key, value = self.type(t.key), self.type(t.value)
            return t if key is t.key and value is t.value else Map(key, value)
        if isinstance(t, Chan):
            elem = self.type(t.elem)
            return t if elem is t.elem else Chan(t.dir, elem)
        if isinstance(t, Signature):
            return self._signature(t)
        if isinstance(t, Struct):
            fields = self._vars(t.fields)
            return t if fields is t.fields else Struct(fields, t.tags)
        if isinstance(t, Tuple):
            return self._tuple(t)
        if isinstance(t, Interface):
            return self._interface(t)
        if isinstance(t, Union):
            return self._union(t)
        return self._alias(t)

    def _types(self, types: list[Type]) -> list[Type]:
        out = [self.type(t) for t in types]
        for i, t in enumerate(out):
            if t is not types[i]:
                return out
        return types

    def _named(self, t: Named) -> Type:
        if not t.targs or t.origin is None:
            return t
        if len(t.targs) != len(instantiate.type_params(t.origin)):
            return INVALID_TYPE  # reported where it is written
        targs = self._types(t.targs)
        return t if targs is t.targs else instantiate.named_instance(t.origin, targs)

    def _alias(self, t: Alias) -> Type:
        if t.targs and t.origin is not None:
            targs = self._types(t.targs)
            return t if targs is t.targs else instantiate.new_alias_instance(t.origin, targs)
        actual = unalias(t)
        changed = self.type(actual)
        return t if changed is actual else changed

    def _vars(self, vars: list[Var]) -> list[Var]:
        out: list[Var] = []
        changed = False
        for var in vars:
            copy = self._var(var)
            changed = changed or copy is not var
            out.append(copy)
        return out if changed else vars

    def _var(self, var: Var) -> Var:
        old = var.type
        if old is None:
            return var
        new = self.type(old)
        if new is old:
            return var
        copy = Var(var.pos, var.pkg, var.name, new, var.kind)
        copy.embedded = var.embedded
        copy.origin = var.origin if var.origin is not None else var
        copy.used = var.used
        return copy

    def _tuple(self, t: Tuple) -> Tuple:
        vars = self._vars(t.vars)
        return t if vars is t.vars else Tuple(vars)

    def _signature(self, t: Signature) -> Signature:
        params, results = self._tuple(t.params), self._tuple(t.results)
        if params is t.params and results is t.results:
            return t
        return Signature(t.recv, params, results, t.variadic, t.tparams, t.recv_tparams)

    def method_signature(self, t: Signature) -> Signature:
        """Like `type`, for a method with type parameters of its own: their bounds are substituted, too."""
        if not t.tparams:
            return self._signature(t)
        own: list[TypeParam] = []
        for tparam in t.tparams:
            obj = TypeName(tparam.obj.pos, tparam.obj.pkg, tparam.obj.name, None)
            copy = TypeParam(obj, None)
            copy.idx = tparam.idx
            copy.owner = tparam.owner
            copy.generic = tparam
            obj.type = copy
            own.append(copy)
            self.map[tparam] = copy
        for i, tparam in enumerate(t.tparams):
            own[i].bound = None if tparam.bound is None else self.type(tparam.bound)
        params, results = self._tuple(t.params), self._tuple(t.results)
        return Signature(t.recv, params, results, t.variadic, own, t.recv_tparams)

    def _interface(self, t: Interface) -> Interface:
        methods: list[Func] = []
        changed = False
        for method in t.methods:
            signature = method.signature
            if signature is not None:
                new = self._signature(signature)
                if new is not signature:
                    copy = Func(method.pos, method.pkg, method.name, new)
                    copy.is_abstract = True
                    copy.origin = method.origin if method.origin is not None else method
                    method = copy
                    changed = True
            methods.append(method)
        embeddeds = self._types(t.embeddeds)
        if not changed and embeddeds is t.embeddeds:
            return t
        out = Interface(methods, embeddeds, t.embed_pos)
        out.is_implicit = t.is_implicit
        out.complete = t.complete
        if t.old is not None:
            t.old.substituted.append(out)
            out.old = t.old
        return out

    def _union(self, t: Union) -> Union:
        terms: list[Term] = []
        changed = False
        for term in t.terms:
            new = self.type(term.type)
            if new is not term.type:
                term = Term(term.tilde, new)
                changed = True
            terms.append(term)
        return Union(terms) if changed else t
