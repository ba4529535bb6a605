"""Sites for programs: one JSON object a line."""

import json
from typing import Any, Final

from goescape.facts import operations
from goescape.facts.codec import PackageFacts
from goescape.facts.ways import SPOT_HEAP, SPOT_HELPER, SPOT_STORAGE, Operation, Spot, Way
from goescape.understand import causes, sites
from goescape.understand.explain import Explained, Step
from goescape.understand.fields import properties
from goescape.understand.places import Source, utf16_column
from goescape.understand.sites import Site

# Raised when the meaning of a field changes; new fields do not count.
SCHEMA_VERSION: Final = 2


_SPOTS: Final = {SPOT_HEAP: "(heap)", SPOT_STORAGE: "(storage)", SPOT_HELPER: "(temporary)"}


def line(explained: Explained, source: Source) -> str:
    """One site with its sentence and steps."""
    entry = fields(explained.site, source)
    entry["sentence"] = explained.sentence
    entry["steps"] = [_step(step, source) for step in explained.steps]
    entry["others"] = explained.others
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":"))


def fields(site: Site, source: Source) -> dict[str, Any]:
    """What is known about a site; see docs/schema.md."""
    cause = site.cause
    return {
        "schema": SCHEMA_VERSION,
        **properties(site),
        "compiled_in": site.package,
        "identity": site.identity,
        "position": {
            "file": site.file,
            "line": site.line,
            "column": site.column,
            "utf16_column": utf16_column(source(site.file, site.line), site.column),
        },
        "cause": None if cause is None else cause.name,
        "inlined_from": [_frame(frame) for frame in site.inlined_from],
        "shapes": site.shapes,
        "body": site.body or None,
        "inlined_at": [
            {"file": file, "line": line, "column": column} for file, line, column in site.inlined_at
        ],
        "ways": [_way(route.way, route.facts) for route in site.routes],
    }


def _way(way: Way, facts: PackageFacts) -> dict[str, Any]:
    return {
        "cause": causes.of(way.last.cause).name,
        "flows": [
            {
                "to": _spot(step.dst),
                "from": _spot(step.src),
                "derefs": step.derefs,
                "operations": [_operation(operation, facts) for operation in step.operations],
            }
            for step in way.steps
        ],
        "truncated": way.is_truncated,
        "suffices": way.suffices,
        "then": None if way.then is None else _way(way.then, facts),
    }


def _spot(spot: Spot) -> str:
    """`name`, or what it is if it has none."""
    return _SPOTS.get(spot.kind, spot.name)


def _operation(operation: Operation, facts: PackageFacts) -> dict[str, Any]:
    frames = sites.frames_of(facts, operation.pos)
    place = facts.place(operation.pos)
    callee = operation.callee
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "operation": operations.NAMES[operation.code],
        "callee": None if callee is None else callee.name,
        "callee_package": None if callee is None else callee.package,
        "parameter": None if callee is None else operation.param,
        "inlined": [_frame(frame) for frame in frames],
    }


def _frame(frame: sites.Frame) -> dict[str, Any]:
    return {
        "function": frame.function.name,
        "package": frame.function.package,
        "file": frame.file,
        "line": frame.line,
        "column": frame.column,
    }


def _step(step: Step, source: Source) -> dict[str, Any]:
    return {
        "file": step.file,
        "line": step.line,
        "column": step.column,
        "utf16_column": utf16_column(source(step.file, step.line), step.column),
        "text": step.text,
        "words": step.words,
        "level": step.level,
        "function": step.function,
        "inlined": step.is_inlined,
    }
