"""Type inference (Go spec, "Type inference").

Given a generic function's type parameters, some type arguments and the ordinary arguments of a call, find the missing type
arguments:

1. Unify parameter types with the types of typed arguments.
2. Unify what is known with the constraints: a constraint whose types all have one underlying type says what a type
   argument looks like, its methods must unify with the argument's. Repeat while something new is found out.
3. Parameters that only untyped constants were passed for get the default type of the largest constant.
4. Inferred types may mention other type parameters: replace those until none is left. `P` inferred as `[]P`, directly
   or in a circle, is not a type.
"""

from collections.abc import Sequence
from typing import Final, final

from goescape.base import codes
from goescape.check import checker as ck
from goescape.check.operand import Operand
from goescape.syntax import walk
from goescape.syntax.printer import expr_string
from goescape.types import implements, lookup, missingmethod, predicates, subst, typeset
from goescape.types.model import (
    Interface,
    Signature,
    Term,
    Tuple,
    Type,
    TypeParam,
    unalias,
    underlying,
)  # fmt: skip
from goescape.types.objects import Func, TypeName
from goescape.types.parts import parts
from goescape.types.typestring import type_string
from goescape.types.unify import ASSIGN, EXACT, Unifier

_INTERFACES_SINCE: Final = 21


@final
class Failure:
    """Why inference failed: where and the text; `message` stays empty after follow-on failures."""

    def __init__(self) -> None:
        self.pos: int = 0
        self.message: str = ""

    def set(self, pos: int, message: str) -> None:
        self.pos = pos
        self.message = message


def infer(
    c: "ck.Checker",
    pos: int,
    tparams: list[TypeParam],
    targs: Sequence[Type | None],
    params: Tuple,
    args: list[Operand],
    reverse: bool,
    failure: Failure | None = None,
) -> list[Type] | None:
    """All type arguments, or None if they cannot be inferred.

    `params` and `args` run in parallel. `reverse` says that a generic function is assigned to a variable of function
    type, which words messages differently. The reason goes to `failure`, or is reported if that is None.
    """
    given: list[Type | None] = list(targs)
    reason = Failure()
    found = _Inference(c, pos, tparams, reverse, reason).infer(given, params, args)
    if found is None and reason.message:
        if failure is None:
            c.error(reason.pos, codes.CANNOT_INFER_TYPE_ARGS, reason.message)
        else:
            failure.set(reason.pos, reason.message)
    return found


@final
class _Inference:
    def __init__(
        self,
        c: "ck.Checker",
        pos: int,
        tparams: list[TypeParam],
        reverse: bool,
        failure: Failure,
    ) -> None:
        self.c: Final = c
        self.pos: Final = pos
        self.tparams: Final = tparams
        self.reverse: Final = reverse
        self.failure: Final = failure
        self.u: Unifier = Unifier([], [])

    def infer(
        self, targs: list[Type | None], params: Tuple, args: list[Operand]
    ) -> list[Type] | None:
        complete = _all_known(targs)
        if complete is not None and len(complete) == len(self.tparams):
            return complete
        for arg in args:
            if not arg.is_valid:
                return None
        while len(targs) < len(self.tparams):
            targs.append(None)
        params = self._tuple(params, targs)
        self.u = Unifier(self.tparams, targs, self.c.allows(_INTERFACES_SINCE))
        untyped = self._unify_arguments(params, args)
        if untyped is None or not self._unify_constraints():
            return None
        if not self._default_untyped(params, args, untyped):
            return None
        inferred = self.u.inferred(self.tparams)
        _kill_cycles(self.tparams, inferred)
        self._simplify(inferred, targs)
        return self._result(inferred)

    # ----------------------------------------------------------------------------------- 1

    def _unify_arguments(self, params: Tuple, args: list[Operand]) -> list[int] | None:
        """Unify parameters with typed arguments. Returns the untyped ones; None if a type does not match."""
        untyped: list[int] = []
        for i, arg in enumerate(args):
            param = params.vars[i].type
            if param is None or not (self._mentions(param) or self._mentions(arg.type)):
                continue
            if predicates.is_typed(arg.type):
                if not self.u.unify(param, arg.type, ASSIGN):
                    self._mismatch(param, arg)
                    return None
            elif isinstance(param, TypeParam) and not arg.is_nil:
                untyped.append(i)
        return untyped

    def _mismatch(self, param: Type, arg: Operand) -> None:
        targs = self.u.inferred(self.tparams)
        shown = expr_string(arg.expr) if arg.expr is not None else ""
        arg_type = self._text(arg.type)
        param_text = self._text(param)
        head = f"type {arg_type} of {shown} does not match"
        if not any(targ is not None for targ in targs):
            names = type_params_string(self.tparams)
            self._fail(arg, f"{head} {param_text} (cannot infer {names})")
            return
        inferred = self._subst(param, targs)
        if inferred is param:
            self._fail(arg, f"{head} {param_text}")
        elif self.reverse:
            self._fail(
                arg,
                f"inferred type {self._text(inferred)} for {param_text} does not match type "
                f"{arg_type} of {shown}",
            )
        else:
            self._fail(arg, f"{head} inferred type {self._text(inferred)} for {param_text}")

    # ----------------------------------------------------------------------------------- 2

    def _unify_constraints(self) -> bool:
        for tparam in self.tparams:
            bound = underlying(tparam)
            if isinstance(bound, Interface) and bound.type_set is None:
                # The compiler asks for these type sets without a language version in mind.
                bound.old = None
        while True:
            unknowns = self.u.unknowns()
            for tparam in self.tparams:
                if not self._unify_constraint(tparam):
                    return False
            if self.u.unknowns() == unknowns:
                return True

    def _unify_constraint(self, tparam: TypeParam) -> bool:
        known = self.u.at(tparam)
        core, is_single = _core_term(tparam)
        if core is not None:
            if known is not None:
                if not self.u.unify(known, core.type, 0):
                    self._unsatisfied(tparam, known, "")
                    return False
            elif is_single and not core.tilde:
                self.u.set(tparam, core.type)
        if known is not None and not self._mentions(known):
            return self._unify_methods(tparam, known)
        return True

    def _unify_methods(self, tparam: TypeParam, known: Type) -> bool:
        """The methods of the type argument must unify with those of the constraint."""
        bound = underlying(tparam)
        if not isinstance(bound, Interface) or predicates.is_invalid(known):
            return True
        missing = missingmethod.find_missing_matching(known, bound, True, _MethodMatcher(self.u))
        if missing is None or lookup.has_invalid_embedded_fields(known):
            return True
        cause = implements.missing_cause(missing, known, bound, self.c.qualifier)
        self._unsatisfied(tparam, known, " " + cause)
        return False

    def _unsatisfied(self, tparam: TypeParam, known: Type, cause: str) -> None:
        bound = tparam.bound
        constraint = self._text(bound) if bound is not None else "any"
        self.failure.set(
            self.pos,
            f"{self._text(tparam)} (type {self._text(known)}) does not satisfy {constraint}{cause}",
        )

    # ----------------------------------------------------------------------------------- 3

    def _default_untyped(self, params: Tuple, args: list[Operand], untyped: list[int]) -> bool:
        largest: dict[TypeParam, Type] = {}
        for i in untyped:
            tparam = params.vars[i].type
            if not isinstance(tparam, TypeParam) or self.u.at(tparam) is not None:
                continue
            arg = args[i]
            so_far = largest.get(tparam)
            larger = arg.type if so_far is None else predicates.max_type(so_far, arg.type)
            if larger is None:
                first = self._text(so_far) if so_far is not None else ""
                self._fail(
                    arg,
                    f"mismatched types {first} and {self._text(arg.type)} "
                    f"(cannot infer {self._text(tparam)})",
                )
                return False
            largest[tparam] = larger
        for tparam, t in largest.items():
            self.u.set(tparam, predicates.default_type(t))
        return True

    # ----------------------------------------------------------------------------------- 4

    def _simplify(self, inferred: list[Type | None], given: list[Type | None]) -> None:
        """Replace type parameters in the inferred types by what was inferred for them."""
        dirty = [i for i, t in enumerate(inferred) if t is not None and given[i] is None]
        while dirty:
            changed: list[int] = []
            mapping = list(inferred)
            for i in dirty:
                old = inferred[i]
                if old is None:
                    continue
                new = self._subst(old, mapping)
                if new is old:
                    continue
                if isinstance(new, Signature) and new.tparams and not self._mentions(new):
                    # A generic function argument whose type arguments were inferred.
                    new = Signature(new.recv, new.params, new.results, new.variadic)
                inferred[i] = new
                changed.append(i)
            dirty = changed

    def _result(self, inferred: list[Type | None]) -> list[Type] | None:
        out: list[Type] = []
        for i, t in enumerate(inferred):
            if t is None or self._mentions(t):
                obj = self.tparams[i].obj
                place = self.c.table.mentioned(obj.pos)
                self.failure.set(self.pos, f"cannot infer {obj.name} (declared at {place})")
                return None
            out.append(t)
        return out

    # ------------------------------------------------------------------------------------- tools

    def _fail(self, arg: Operand, message: str) -> None:
        self.failure.set(walk.start_pos(arg.expr) if arg.expr is not None else self.pos, message)

    def _text(self, t: Type) -> str:
        return type_string(t, self.c.qualifier)

    def _mentions(self, t: Type) -> bool:
        return is_parameterized(self.tparams, t)

    def _subst(self, t: Type, targs: list[Type | None]) -> Type:
        known: list[Type] = []
        tparams: list[TypeParam] = []
        for i, targ in enumerate(targs):
            if targ is not None:
                tparams.append(self.tparams[i])
                known.append(targ)
        return subst.subst(t, tparams, known)

    def _tuple(self, t: Tuple, targs: list[Type | None]) -> Tuple:
        changed = self._subst(t, targs)
        return changed if isinstance(changed, Tuple) else t


@final
class _MethodMatcher(missingmethod.SignatureMatcher):
    """Methods match if their signatures unify exactly."""

    def __init__(self, u: Unifier) -> None:
        self.u: Final = u

    def matches(self, x: Signature, y: Signature) -> bool:
        return self.u.unify(x, y, EXACT)


def _all_known(targs: list[Type | None]) -> list[Type] | None:
    out: list[Type] = []
    for targ in targs:
        if targ is None:
            return None
        out.append(targ)
    return out


def _core_term(tparam: TypeParam) -> tuple[Term | None, bool]:
    """What all types of a constraint have in common, and whether there is just one term."""
    terms = typeset.terms_of(tparam)
    if not terms:
        return None, False
    if len(terms) == 1:
        return terms[0], True
    common = typeset.core_type(tparam)
    if common is None:
        return None, False
    return Term(any(term.tilde for term in terms), common), False


def rename_type_params(tparams: list[TypeParam], t: Type) -> tuple[list[TypeParam], Type]:
    """Fresh type parameters in place of `tparams`, and t in terms of them.

    In a recursive call the type parameters being inferred would otherwise be those of the caller.
    """
    if not tparams:
        return tparams, t
    fresh: list[TypeParam] = []
    for tparam in tparams:
        obj = TypeName(tparam.obj.pos, tparam.obj.pkg, tparam.obj.name, None)
        copy = TypeParam(obj, None)
        copy.idx = tparam.idx
        copy.owner = tparam.owner
        obj.type = copy
        fresh.append(copy)
    targs: list[Type] = list(fresh)
    for i, tparam in enumerate(tparams):
        if tparam.bound is not None:
            fresh[i].bound = subst.subst(tparam.bound, tparams, targs)
    return fresh, subst.subst(t, tparams, targs)


def type_params_string(tparams: list[TypeParam]) -> str:
    """`P`, `P and Q`, `P, Q, and R`."""
    names = [tparam.obj.name for tparam in tparams]
    if len(names) <= 2:
        return " and ".join(names)
    return ", ".join(names[:-1]) + ", and " + names[-1]


# -------------------------------------------------------------------------- looking through types


def is_parameterized(tparams: list[TypeParam], t: Type) -> bool:
    """Whether t mentions one of `tparams`."""
    return _Mentions(tparams).type(t)


@final
class _Mentions:
    def __init__(self, tparams: list[TypeParam]) -> None:
        self.tparams: Final = tparams
        # Interfaces may lead back to themselves.
        self.seen: Final[set[Interface]] = set()

    def type(self, t: Type) -> bool:
        t = unalias(t)
        if isinstance(t, TypeParam):
            return t in self.tparams
        if isinstance(t, Interface):
            return self._interface(t)
        for part in parts(t):
            if self.type(part):
                return True
        return False

    def _interface(self, t: Interface) -> bool:
        if t in self.seen:
            return False
        self.seen.add(t)
        types = typeset.type_set(t)
        for method in types.methods:
            if self._method(method):
                return True
        # All terms have to mention one, as in the compiler.
        return bool(types.terms) and all(self.type(term.type) for term in types.terms or [])

    def _method(self, f: Func) -> bool:
        return f.signature is not None and self.type(f.signature)


def _kill_cycles(tparams: list[TypeParam], inferred: list[Type | None]) -> None:
    """Forget types that were inferred in terms of themselves."""
    cycles = _Cycles(tparams, inferred)
    for tparam in tparams:
        cycles.type(tparam)


@final
class _Cycles:
    def __init__(self, tparams: list[TypeParam], inferred: list[Type | None]) -> None:
        self.tparams: Final = tparams
        self.inferred: Final = inferred
        # Types being looked into.
        self.open: Final[set[Type]] = set()

    def type(self, t: Type) -> None:
        t = unalias(t)
        if t in self.open:
            if isinstance(t, TypeParam) and t in self.tparams:
                self.inferred[self.tparams.index(t)] = None
            return
        self.open.add(t)
        self._inside(t)
        self.open.discard(t)

    def _inside(self, t: Type) -> None:
        if isinstance(t, TypeParam):
            if t in self.tparams:
                known = self.inferred[self.tparams.index(t)]
                if known is not None:
                    self.type(known)
            return
        for part in parts(t):
            self.type(part)
