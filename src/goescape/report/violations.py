"""Contracts for programs: one JSON object a line, for each contract and each problem."""

import json
from collections.abc import Iterator
from typing import Any

from goescape.guard.baseline import Entry
from goescape.guard.checking import Report
from goescape.guard.contracts import Checked, Link, Overspent, Problem, Violation
from goescape.understand.fields import properties
from goescape.understand.places import Source, utf16_column
from goescape.understand.sites import Site

# Raised when the meaning of a field changes; new fields do not count.
CONTRACT_VERSION = 1


def lines(report: Report, source: Source) -> Iterator[str]:
    """Problems, then contracts in the order of packages and files."""
    entries = [
        *map(_problem, report.problems),
        *(_contract(each, source) for each in report.checked),
        *map(_overspent, report.overspent),
    ]
    compared = report.compared
    if compared is not None:
        entries += [_worse("new", site, source) for site in compared.new]
        entries += [_worse("dearer", site, source) for _, site in compared.dearer]
        entries += [_better("gone", entry) for entry in compared.gone]
        entries += [_better("cheaper", after) for _, after in compared.cheaper]
    for entry in entries:
        yield json.dumps(entry, ensure_ascii=False, separators=(",", ":"))


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "schema": CONTRACT_VERSION,
        "problem": problem.text,
        "position": {"file": problem.file, "line": problem.line, "column": problem.column},
    }


def _contract(checked: Checked, source: Source) -> dict[str, Any]:
    contract = checked.contract
    origin = contract.origin
    return {
        "schema": CONTRACT_VERSION,
        "contract": contract.kind,
        "text": origin.text,
        "function": contract.function,
        "package": contract.package,
        "position": {"file": origin.file, "line": origin.line, "column": origin.column},
        "holds": checked.holds,
        "obstacle": checked.obstacle or None,
        "violations": [_violation(each, source) for each in checked.violations],
    }


def _overspent(found: Overspent) -> dict[str, Any]:
    origin = found.origin
    return {
        "schema": CONTRACT_VERSION,
        "budget": origin.text,
        "package": found.package,
        "position": {"file": origin.file, "line": origin.line, "column": origin.column},
        "words": found.words,
    }


def _worse(change: str, site: Site, source: Source) -> dict[str, Any]:
    return {
        "schema": CONTRACT_VERSION,
        "baseline": change,
        **properties(site),
        "identity": site.identity,
        "position": _position(site.file, site.line, site.column, source),
    }


def _better(change: str, entry: Entry) -> dict[str, Any]:
    return {
        "schema": CONTRACT_VERSION,
        "baseline": change,
        "what": entry.what,
        "name": entry.name,
        "function": entry.function,
        "package": entry.package,
        "identity": entry.identity,
    }


def _violation(violation: Violation, source: Source) -> dict[str, Any]:
    explained = violation.explained
    return {
        "violation": violation.kind,
        "words": violation.words,
        "reason": violation.reason,
        "advice": violation.advice,
        "function": violation.function.name,
        "package": violation.function.package,
        "position": _position(violation.file, violation.line, violation.column, source),
        "chain": [_link(link, source) for link in violation.chain],
        "site": None if explained is None else properties(explained.site),
        "identity": None if explained is None else explained.site.identity,
    }


def _link(link: Link, source: Source) -> dict[str, Any]:
    return {
        "position": _position(link.file, link.line, link.column, source),
        "function": link.callee.name,
        "package": link.callee.package,
        "how": link.how,
    }


def _position(file: str, line: int, column: int, source: Source) -> dict[str, Any]:
    return {
        "file": file,
        "line": line,
        "column": column,
        "utf16_column": utf16_column(source(file, line), column),
    }
