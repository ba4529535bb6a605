"""Unions in interfaces: `~A | B` (Go spec, "General interfaces")."""

from typing import final

from goescape.base import codes
from goescape.check import checker as ck
from goescape.check import typexpr
from goescape.syntax import nodes as ast
from goescape.syntax.printer import expr_string
from goescape.types import identity, predicates, typeset
from goescape.types.model import (
    Interface,
    Term,
    Type,
    Union,
    underlying,
)  # fmt: skip
from goescape.types.typestring import Qualifier, type_string
from goescape.types.universe import COMPARABLE_OBJECT, INVALID_TYPE


def _too_many_terms(c: "ck.Checker") -> str:
    return f"cannot handle more than {c.limits.union_terms_max} union terms (implementation limitation)"


def constraint_element(c: "ck.Checker", e: ast.Expr) -> Type:
    """An embedded element: a type, `~T`, or a union."""
    terms: list[ast.Expr] = []
    operators: list[ast.Expr] = []
    x = e
    while isinstance(x, ast.Operation) and x.op == ast.OP_OR and x.y is not None:
        terms.append(x.y)
        operators.append(x)
        x = x.x
    terms.append(x)
    terms.reverse()
    operators.reverse()
    if len(terms) == 1 and not _is_tilde(terms[0]):
        return _term(c, terms[0]).type
    union = Union([])
    for i, e in enumerate(terms):
        term = _term(c, e)
        if i == c.limits.union_terms_max:
            c.error_at(e, codes.INVALID_UNION, _too_many_terms(c))
        if i >= c.limits.union_terms_max:
            continue
        union = Union([*union.terms, term])
        if i > 0:
            # The inner nodes of `A | B | C` denote unions of the terms so far.
            typexpr.record(c, operators[i - 1], union)
    if len(terms) > c.limits.union_terms_max:
        return INVALID_TYPE
    c.later(_Union(union, terms))
    return union


def _term(c: "ck.Checker", e: ast.Expr) -> Term:
    """`T` or `~T`."""
    if not isinstance(e, ast.Operation) or not _is_tilde(e):
        t = typexpr.typ(c, e)
        if predicates.is_type_param(t):
            c.error_at(e, codes.MISPLACED_TYPE_PARAM, "term cannot be a type parameter")
            t = INVALID_TYPE
        return Term(False, t)
    t = typexpr.typ(c, e.x)
    if predicates.is_type_param(t):
        c.error_at(
            e.x,
            codes.MISPLACED_TYPE_PARAM,
            f"type in term {expr_string(e)} cannot be a type parameter",
        )
        t = INVALID_TYPE
    term = Term(True, t)
    typexpr.record(c, e, Union([term]))
    return term


def _is_tilde(e: ast.Expr) -> bool:
    return isinstance(e, ast.Operation) and e.op == ast.OP_TILDE and e.y is None


@final
class _Union(ck.Action):
    def __init__(self, union: Union, terms: list[ast.Expr]) -> None:
        self.union = union
        self.terms = terms

    def run(self, c: "ck.Checker") -> None:
        self._count(c)
        for i, term in enumerate(self.union.terms):
            if predicates.is_invalid(term.type):
                continue
            under = underlying(term.type)
            if term.tilde and not self._may_have_tilde(c, term, under, self.terms[i]):
                continue
            if not isinstance(under, Interface):
                self._report_overlap(c, i, term)
            elif len(self.terms) > 1:
                self._interface(c, under, term.type, self.terms[i])

    def _may_have_tilde(self, c: "ck.Checker", term: Term, under: Type, e: ast.Expr) -> bool:
        if not isinstance(under, Interface) and identity.identical(under, term.type):
            return True
        shown = type_string(term.type, c.qualifier)
        if isinstance(under, Interface):
            why = f"{shown} is an interface"
        else:
            why = f"underlying type of {shown} is {type_string(under, c.qualifier)}"
        c.error_at(e, codes.INVALID_UNION, f"invalid use of ~ ({why})")
        return False

    def _interface(self, c: "ck.Checker", under: Interface, t: Type, e: ast.Expr) -> None:
        types = typeset.type_set(under)
        # The compiler shows terms with full package paths.
        shown = type_string(t, Qualifier(None, by_path=True))
        if types.methods:
            text = f"cannot use {shown} in union ({shown} contains methods)"
        elif t is COMPARABLE_OBJECT.type:
            text = "cannot use comparable in union"
        elif types.comparable:
            text = f"cannot use {shown} in union ({shown} embeds comparable)"
        else:
            return
        c.error_at(e, codes.INVALID_UNION, text)

    def _report_overlap(self, c: "ck.Checker", i: int, term: Term) -> None:
        """With the first of the terms before."""
        for other in self.union.terms[:i]:
            if _overlaps(other, term):
                by_path = Qualifier(None, by_path=True)
                shown = ("~" if term.tilde else "") + type_string(term.type, by_path)
                second = ("~" if other.tilde else "") + type_string(other.type, by_path)
                text = f"overlapping terms {shown} and {second}"
                c.error_at(self.terms[i], codes.INVALID_UNION, text)
                return

    def _count(self, c: "ck.Checker") -> None:
        """Interfaces in a union contribute the terms of their type sets."""
        n = 0
        for term in self.union.terms:
            under = underlying(term.type)
            terms = typeset.type_set(under).terms if isinstance(under, Interface) else None
            n += 1 if terms is None else len(terms)
        if n > c.limits.union_terms_max:
            c.error_at(self.terms[0], codes.INVALID_UNION, _too_many_terms(c))


def _overlaps(a: Term, b: Term) -> bool:
    if isinstance(underlying(a.type), Interface):
        return False
    x = underlying(a.type) if b.tilde else a.type
    y = underlying(b.type) if a.tilde else b.type
    return identity.identical(x, y)
