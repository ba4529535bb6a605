"""Laws of types: identity is an equivalence, substitution composes, instances are unique, sizes add up."""

from hypothesis import given
from hypothesis import strategies as st

from goescape.toolchain import registry
from goescape.types import (
    identity,
    instantiate,
    lookup,
    predicates,
    subst,
    typeset,
    typestring,
    universe,
)
from goescape.types.model import (
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
)
from goescape.types.objects import (
    VAR_FIELD,
    VAR_PARAM,
    VAR_RECV,
    Func,
    Package,
    Scope,
    TypeName,
    Var,
)
from goescape.types.sizes import Sizes
from goescape.types.typestring import Qualifier, type_string
from goescape.types.unify import ASSIGN, EXACT, Unifier

PKG = Package("example.com/p", "p", Scope(None))
BASICS = list(universe.TYP[1:19])


def tparam(name: str, bound: Type | None = None) -> TypeParam:
    obj = TypeName(1, PKG, name, None)
    out = TypeParam(obj, bound if bound is not None else universe.EMPTY_INTERFACE)
    obj.type = out
    return out


def struct(*fields: Type) -> Struct:
    return Struct([Var(1, PKG, f"f{i}", t, VAR_FIELD) for i, t in enumerate(fields)], [])


def func(*params: Type) -> Signature:
    return Signature(None, Tuple([Var(1, PKG, "", t, VAR_PARAM) for t in params]), Tuple([]), False)


P, Q = tparam("P"), tparam("Q")


def grow(inner: st.SearchStrategy[Type]) -> st.SearchStrategy[Type]:
    return st.one_of(
        inner.map(Pointer),
        inner.map(Slice),
        st.tuples(inner, st.integers(0, 5)).map(lambda x: Array(x[0], x[1])),
        st.tuples(inner, inner).map(lambda x: Map(x[0], x[1])),
        st.tuples(st.integers(0, 2), inner).map(lambda x: Chan(x[0], x[1])),
        st.lists(inner, max_size=3).map(lambda x: struct(*x)),
        st.lists(inner, max_size=3).map(lambda x: func(*x)),
    )


closed: st.SearchStrategy[Type] = st.recursive(st.sampled_from(BASICS), grow, max_leaves=6)
open_types: st.SearchStrategy[Type] = st.recursive(
    st.sampled_from([*BASICS, P, Q]), grow, max_leaves=6
)


@given(closed, closed)
def test_identity_is_reflexive_and_symmetric(x: Type, y: Type) -> None:
    assert identity.identical(x, x)
    assert identity.identical(x, y) == identity.identical(y, x)


@given(closed, closed)
def test_identity_is_what_the_link_name_says(x: Type, y: Type) -> None:
    same = typestring.link_string(x) == typestring.link_string(y)
    assert identity.identical(x, y) == same


@given(open_types)
def test_substituting_a_parameter_by_itself_changes_nothing(t: Type) -> None:
    assert subst.subst(t, [P, Q], [P, Q]) is t


@given(open_types, closed, closed)
def test_substitution_one_by_one_is_substitution_at_once(t: Type, a: Type, b: Type) -> None:
    at_once = subst.subst(t, [P, Q], [a, b])
    one_by_one = subst.subst(subst.subst(t, [P], [a]), [Q], [b])
    assert identity.identical(at_once, one_by_one)
    assert not predicates.has_type_params(at_once)


@given(open_types, closed, closed)
def test_unification_finds_what_was_substituted(t: Type, a: Type, b: Type) -> None:
    instance = subst.subst(t, [P, Q], [a, b])
    u = Unifier([P, Q], [])
    assert u.unify(t, instance, EXACT)
    for param, wanted in ((P, a), (Q, b)):
        found = u.at(param)
        assert found is None or identity.identical(found, wanted)


SIZES = Sizes(registry.default().target.layout)


@given(closed)
def test_sizes_are_multiples_of_alignments(t: Type) -> None:
    assert SIZES.sizeof(t) % SIZES.alignof(t) == 0
    assert SIZES.sizeof(Array(t, 3)) == 3 * SIZES.sizeof(t)


def generic_list() -> Named:
    """`type List[T any] struct { next *List[T]; value T }` with `func (l *List[T]) Push(v T)`."""
    obj = TypeName(1, PKG, "List", None)
    named = Named(obj, None)
    obj.type = named
    t = tparam("T")
    named.tparams = [t]
    own = instantiate.named_instance(named, [t])
    named.under = struct(Pointer(own), t)
    recv = Var(1, PKG, "l", Pointer(own), VAR_RECV)
    params = Tuple([Var(1, PKG, "v", t, VAR_PARAM)])
    push = Func(1, PKG, "Push", Signature(recv, params, Tuple([]), False, [], [t]))
    push.has_ptr_recv = True
    named.methods.append(push)
    return named


def test_equal_type_arguments_make_one_instance() -> None:
    generic = generic_list()
    a = instantiate.named_instance(generic, [universe.int_type()])
    b = instantiate.named_instance(generic, [universe.int_type()])
    c = instantiate.named_instance(generic, [universe.string_type()])
    assert a is b
    assert not identity.identical(a, c)
    under = a.underlying()
    assert isinstance(under, Struct)
    assert identity.identical(under.fields[1].type or c, universe.int_type())


def test_methods_of_instances_take_the_type_arguments() -> None:
    instance = instantiate.named_instance(generic_list(), [universe.int_type()])
    found = lookup.lookup_field_or_method(Pointer(instance), False, PKG, "Push")
    assert isinstance(found.obj, Func)
    assert found.obj.signature is not None
    assert type_string(found.obj.signature, Qualifier(PKG)) == "func(v int)"
    # A value that is not addressable does not have the pointer's methods.
    missing = lookup.lookup_field_or_method(instance, False, PKG, "Push")
    assert missing.obj is None
    assert missing.indirect


def test_a_defined_type_wins_over_a_literal_in_unification() -> None:
    obj = TypeName(1, PKG, "S", None)
    named = Named(obj, Slice(universe.int_type()))
    obj.type = named
    for first, second in ((named, Slice(universe.int_type())), (Slice(universe.int_type()), named)):
        p = tparam("P")
        u = Unifier([p], [])
        assert u.unify(p, first, ASSIGN)
        assert u.unify(p, second, ASSIGN)
        assert u.at(p) is named


def test_a_core_type_is_what_all_terms_share() -> None:
    def constraint(*types: Type) -> Interface:
        return Interface([], [Union([Term(True, t) for t in types])])

    same = tparam("P", constraint(Slice(universe.int_type())))
    assert isinstance(typeset.core_type(same), Slice)
    mixed = tparam("P", constraint(universe.int_type(), universe.string_type()))
    assert typeset.core_type(mixed) is None
    assert predicates.all_ordered(mixed)
    assert not predicates.all_numeric(mixed)


def test_error_messages_and_escape_messages_spell_types_differently() -> None:
    t = struct(universe.int_type(), Slice(universe.error_type()))
    assert type_string(t, Qualifier(PKG)) == "struct{f0 int; f1 []error}"
    assert typestring.gc_type_string(t, PKG) == "struct { f0 int; f1 []error }"


def test_byte_and_rune_keep_their_names_and_are_identical_to_what_they_stand_for() -> None:
    byte, uint8 = universe.byte_type(), universe.TYP[8]
    assert isinstance(uint8, Basic)
    assert identity.identical(byte, uint8)
    assert (byte.name, uint8.name) == ("byte", "uint8")
