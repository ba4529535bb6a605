"""A comparison for programs: one JSON document."""

import json
from typing import Any

from goescape.compare import words
from goescape.compare.changes import Change, Comparison
from goescape.compare.states import Name
from goescape.understand.fields import properties
from goescape.understand.places import Source, utf16_column
from goescape.understand.sites import Site

# Raised when the meaning of a field changes; new fields do not count.
DIFFERENCE_VERSION = 1


def document(found: Comparison, source: Source) -> str:
    """All of it."""
    return json.dumps(
        {
            "schema": DIFFERENCE_VERSION,
            "summary": words.summary(found),
            "packages": found.n_packages,
            "packages_changed": found.n_changed,
            "obstacles": found.obstacles,
            "renamed": [{"from": _name(old), "to": _name(new)} for old, new in found.renamed],
            "changes": [_change(change, source) for change in found.changes],
        },
        ensure_ascii=False,
        indent=1,
    )


def _change(change: Change, source: Source) -> dict[str, Any]:
    checked = change.checked
    return {
        "change": change.kind,
        **_name(change.name),
        "words": words.told(change),
        "sentence": change.sentence,
        "whole_function": change.is_whole,
        "before": None if change.before is None else _site(change.before, source),
        "after": None if change.after is None else _site(change.after, source),
        "because": None if change.because is None else _name(change.because),
        "way": [
            {"file": step.file, "line": step.line, "column": step.column, "words": step.words}
            for step in change.way
        ],
        "inline_cost": change.inline_cost if change.inline_cost >= 0 else None,
        "inline_reason": change.inline_reason or None,
        "callers": [_name(each) for each in change.callers],
        "contract": None if checked is None else checked.contract.origin.text,
        "violations": [] if checked is None else [each.words for each in checked.violations],
    }


def _name(name: Name) -> dict[str, str]:
    return {"package": name[0], "function": name[1]}


def _site(site: Site, source: Source) -> dict[str, Any]:
    return {
        **properties(site),
        "identity": site.identity,
        "position": {
            "file": site.file,
            "line": site.line,
            "column": site.column,
            "utf16_column": utf16_column(source(site.file, site.line), site.column),
        },
    }
