"""Shapes and the types of instantiated code.

A generic function is compiled once per *shape* of its type arguments: `go.shape.int` stands for every type
argument whose underlying type is `int`. Inside such code a type parameter is its shape, and an instance of a
generic type that has a shape among its arguments has only shapes there: `List[[]T]` becomes
`List[go.shape.[]go.shape.int]`.

Instances are found by spelling, since equal ones come from many places: from the checker, from imported
packages, from substitution here.
"""

import hashlib
from typing import Final, final

from goescape.base.bug import InternalError
from goescape.types import typeset, typestring, universe
from goescape.types.model import (
    UINT8,
    Alias,
    Array,
    Basic,
    Chan,
    Interface,
    Map,
    Named,
    NamedResolver,
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
    underlying,
    without_local_aliases,
)
from goescape.types.objects import Func, Package, Scope, TypeName, Var
from goescape.types.parts import parts


@final
class Env:
    """Type arguments for the type parameters of one generic declaration."""

    __slots__ = ("_known", "params", "read", "targs")

    def __init__(
        self, params: list[TypeParam], targs: list[Type], own: list[Type] | None = None
    ) -> None:
        if len(params) != len(targs):
            raise InternalError("instantiation with the wrong number of type arguments")
        self.params: Final[dict[TypeParam, Type]] = {}
        for i, param in enumerate(params):
            self.params[param] = targs[i]
        # Also the arguments of types that the declaration declares locally.
        self.targs: Final = targs if own is None else own
        # Types that depend on the parameters and have been read (see `derivedmention`).
        self.read: Final[set[Type]] = set()
        self._known: Final[dict[Type, Type]] = {}

    def known(self, t: Type) -> Type | None:
        return self._known.get(t)

    def remember(self, t: Type, result: Type) -> None:
        self._known[t] = result


@final
class Types:
    """All shapes and instances of one package being lowered."""

    def __init__(self, spelling_max: int) -> None:
        # Longer spellings are replaced by a hash.
        self._spelling_max: Final = spelling_max
        # Defined types whose underlying types are being read, and the spellings of those that are instances.
        self._being_read: Final[set[Type]] = set()
        self._instances_being_read: Final[set[str]] = set()
        self._shapes: Final[dict[str, Named]] = {}
        self._instances: Final[dict[tuple[Named, str], Named]] = {}
        # Types declared in generic functions: the functions' type arguments.
        self._local_envs: Final[dict[Named, Env]] = {}
        self._spellings: Final[dict[Type, str]] = {}
        self._package: Final = Package("go.shape", "go.shape", Scope(None))

    # --------------------------------------------------------------------------------- reading

    def begin(self, t: Named) -> None:
        """What `t` is made of is being read."""
        if t.targs:
            self._instances_being_read.add(self.spelling(t))
        else:
            self._being_read.add(t)

    def end(self, t: Named) -> None:
        if t.targs:
            self._instances_being_read.discard(self.spelling(t))
        else:
            self._being_read.discard(t)

    def is_being_read(self, t: Type) -> bool:
        if not isinstance(t, Named):
            return False
        if t.targs:
            return len(self._instances_being_read) != 0 and (
                self.spelling(t) in self._instances_being_read
            )
        return t in self._being_read

    # -------------------------------------------------------------------------------- spelling

    def spelling(self, t: Type) -> str:
        """The unique spelling of a type."""
        found = self._spellings.get(t)
        if found is None:
            found = typestring.link_string(t)
            self._spellings[t] = found
        return found

    def spellings(self, targs: list[Type]) -> str:
        return ",".join([self.spelling(targ) for targ in targs])

    # ---------------------------------------------------------------------------------- shapes

    def shape(self, targ: Type, is_basic: bool) -> Type:
        """The shape of a type argument; `is_basic` if the constraint only asks for methods."""
        t = unalias(targ)
        if isinstance(t, Named) and (
            self.is_being_read(t) or (t.resolver is None and t.under is None)
        ):
            # A recursive type that is being put together: the compiler does not wait for it either.
            return t
        under = underlying(t)
        if isinstance(under, Interface) and isinstance(t, Named) and t.targs and has_shape(t):
            return t
        if is_basic and isinstance(under, Pointer):
            under = Pointer(universe.TYP[UINT8])
        spelling = self.spelling(under)
        if len(spelling) > self._spelling_max:
            spelling = _hash(spelling)
        shape = self._shapes.get(spelling)
        if shape is None:
            name = TypeName(0, self._package, spelling, None)
            shape = Named(name, under)
            name.type = shape
            shape.is_shape = True
            self._shapes[spelling] = shape
        return shape

    def shape_all(self, params: list[TypeParam], targs: list[Type]) -> list[Type]:
        return [self.shape(targ, is_basic(params[i])) for i, targ in enumerate(targs)]

    # -------------------------------------------------------------------------------- instances

    def instance(self, origin: Named, targs: list[Type]) -> Named:
        """`origin[targs]`; with a shape among the arguments, of the shapes of all of them."""
        origin.resolve()
        if any(has_shape(targ) for targ in targs):
            targs = self.shape_all(origin.tparams, targs)
        return self._instance(origin, targs, Env(origin.tparams, targs))

    def shaped(self, named: Named) -> Named:
        """The instance of the same generic type for the shapes of its arguments."""
        origin = named.origin
        if origin is None:
            raise InternalError(f"{named.obj.name} is not an instance", named.obj.pos)
        env = self._local_envs.get(named)
        if env is not None:
            # Methods of a type declare its parameters one after the other, all with the same arguments.
            params = list(env.params)
            targs = self.shape_all(params, list(env.params.values()))
            return self.local_instance(origin, Env(params, targs, targs[: len(env.targs)]))
        return self.instance(origin, self.shape_all(origin.resolve().tparams, named.targs))

    def env_of(self, named: Named, origin: Named, targs: list[Type]) -> Env:
        """What the type parameters that a generic type mentions stand for in an instance of it."""
        found = self._local_envs.get(named)
        return Env(origin.tparams, targs) if found is None else found

    def local_instance(self, named: Named, env: Env) -> Named:
        """A type declared inside of a generic function, for the function's type arguments (and its own)."""
        own = [env.params[param] for param in named.tparams]
        instance = self._instance(named, [*env.targs, *own], env)
        instance.n_implicit = len(env.targs)
        self._local_envs.setdefault(instance, env)
        return instance

    def _instance(self, origin: Named, targs: list[Type], env: Env) -> Named:
        key = (origin, self.spellings(targs))
        found = self._instances.get(key)
        if found is None:
            found = Named(origin.obj, None)
            found.origin = origin
            found.targs = targs
            found.local_suffix = origin.local_suffix
            found.in_generic = origin.in_generic
            found.resolver = _Resolver(self, env)
            self._instances[key] = found
        return found

    # ----------------------------------------------------------------------------- substitution

    def subst(self, env: Env, t: Type) -> Type:
        """`t` with type arguments in place of type parameters."""
        if isinstance(t, Basic):
            return t
        found = env.known(t)
        if found is None:
            found = self._subst(env, t)
            env.remember(t, found)
        return found

    def _subst(self, env: Env, t: Type) -> Type:
        t = without_local_aliases(t)
        if isinstance(t, Alias) and t.targs and t.origin is not None and is_derived(t):
            return self._subst_alias(env, t, t.origin)
        u = unalias(t)
        if isinstance(u, TypeParam):
            return env.params.get(u, u)
        if isinstance(u, Named):
            return self._subst_named(env, u)
        if not is_derived(u):
            return t
        if isinstance(u, Pointer):
            return Pointer(self.subst(env, u.elem))
        if isinstance(u, Slice):
            return Slice(self.subst(env, u.elem))
        if isinstance(u, Array):
            return Array(self.subst(env, u.elem), u.length)
        if isinstance(u, Chan):
            return Chan(u.dir, self.subst(env, u.elem))
        if isinstance(u, Map):
            return Map(self.subst(env, u.key), self.subst(env, u.value))
        if isinstance(u, Signature):
            return self.subst_signature(env, u)
        if isinstance(u, Tuple):
            return self._subst_tuple(env, u)
        if isinstance(u, Struct):
            return Struct([self._subst_var(env, field) for field in u.fields], u.tags)
        if isinstance(u, Interface):
            return self._subst_interface(env, u)
        if isinstance(u, Union):
            return Union([Term(term.tilde, self.subst(env, term.type)) for term in u.terms])
        return t

    def _subst_alias(self, env: Env, t: Alias, origin: Alias) -> Type:
        """An instance of a generic alias: shapes depend on the constraints of its own parameters."""
        targs = [self.subst(env, targ) for targ in t.targs]
        if any(has_shape(targ) for targ in targs):
            targs = self.shape_all(origin.tparams, targs)
        rhs = origin.rhs()
        actual = unalias(origin) if rhs is None else rhs
        return self.subst(Env(origin.tparams, targs), actual)

    def _subst_named(self, env: Env, t: Named) -> Type:
        if t.targs and t.origin is not None:
            targs = [self.subst(env, targ) for targ in t.targs]
            if t.in_generic and env.targs:
                return self._local_generic(env, t.origin, targs)
            if all(targs[i] is targ for i, targ in enumerate(t.targs)):
                return t
            return self.instance(t.origin, targs)
        if t.in_generic and env.targs:
            return self.local_instance(t, env)
        return t

    def _local_generic(self, env: Env, origin: Named, targs: list[Type]) -> Named:
        """An instance of a generic type that is declared inside of a generic function."""
        if any(has_shape(targ) for targ in [*env.targs, *targs]):
            targs = self.shape_all(origin.tparams, targs)
        params = [*env.params, *origin.tparams]
        inner = Env(params, [*env.params.values(), *targs], env.targs)
        return self.local_instance(origin, inner)

    def subst_signature(self, env: Env, sig: Signature) -> Signature:
        """A signature for type arguments; a receiver is kept."""
        recv = None if sig.recv is None else self._subst_var(env, sig.recv)
        params = self._subst_tuple(env, sig.params)
        return Signature(recv, params, self._subst_tuple(env, sig.results), sig.variadic)

    def _subst_tuple(self, env: Env, t: Tuple) -> Tuple:
        return Tuple([self._subst_var(env, var) for var in t.vars])

    def _subst_var(self, env: Env, var: Var) -> Var:
        if var.type is None or not is_derived(var.type):
            return var
        result = Var(var.pos, var.pkg, var.name, self.subst(env, var.type), var.kind)
        result.embedded = var.embedded
        result.origin = var if var.origin is None else var.origin
        return result

    def _subst_interface(self, env: Env, t: Interface) -> Interface:
        methods = [self._subst_method(env, method) for method in t.methods]
        embeddeds = [self.subst(env, embedded) for embedded in t.embeddeds]
        result = Interface(methods, embeddeds, t.embed_pos)
        result.is_implicit = t.is_implicit
        result.complete = t.complete
        return result

    def _subst_method(self, env: Env, method: Func) -> Func:
        if method.signature is None:
            return method
        # The receiver is the interface itself.
        sig = method.signature
        plain = Signature(None, sig.params, sig.results, sig.variadic)
        result = Func(method.pos, method.pkg, method.name, self.subst_signature(env, plain))
        result.is_abstract = method.is_abstract
        result.origin = method if method.origin is None else method.origin
        return result


@final
class _Resolver(NamedResolver):
    """Completes an instance: its underlying type is the generic type's, substituted."""

    def __init__(self, types: Types, env: Env) -> None:
        self.types: Final = types
        self.env: Final = env

    def resolve(self, named: Named) -> None:
        if named.origin is None:
            raise InternalError(f"{named.obj.name} is not an instance", named.obj.pos)
        under = self.types.subst(self.env, named.origin.underlying())
        named.under = underlying(under)


def _hash(spelling: str) -> str:
    """What the compiler's linker calls a 32-byte checksum: SHA-256 with the first byte inverted."""
    digest = bytearray(hashlib.sha256(spelling.encode()).digest())
    digest[0] ^= 0xFF
    return digest.hex()


def is_basic(param: TypeParam) -> bool:
    """Whether the constraint only asks for methods."""
    bound = underlying(param)
    if not isinstance(bound, Interface):
        return False
    types = typeset.type_set(bound)
    return types.terms is None and not types.comparable


def has_shape(t: Type) -> bool:
    """Whether a shape occurs in `t`."""
    t = unalias(t)
    if isinstance(t, Named) and t.is_shape:
        return True
    for part in parts(t):
        if has_shape(part):
            return True
    return False


def is_derived(t: Type) -> bool:
    """Whether a type in a template depends on type parameters: mentions one, or a type declared in a generic function."""
    # What an alias stands for need not mention its arguments.
    t = without_local_aliases(t)
    if isinstance(t, TypeParam) or (isinstance(t, Named) and t.in_generic):
        return True
    for part in parts(t):
        if is_derived(part):
            return True
    return False


def any_derived(types: list[Type]) -> bool:
    return any(is_derived(t) for t in types)
