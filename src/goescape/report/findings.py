"""Sites for programs: one JSON object a line."""

import json
from typing import Any, Final

from goescape.api import causes, sites
from goescape.api.explain import Explained, Step
from goescape.api.model import Cost, Explanation, Frame
from goescape.api.places import Source, utf16_column
from goescape.api.sites import Site

# Raised when the meaning of a field changes; new fields do not count.
SCHEMA_VERSION: Final = 1


def line(explained: Explained, source: Source) -> str:
    """One site with its sentence and steps."""
    entry = fields(explained.site, source)
    entry["sentence"] = explained.sentence
    entry["steps"] = [_step(step, source) for step in explained.steps]
    entry["others"] = explained.others
    return json.dumps(entry, ensure_ascii=False)


def fields(site: Site, source: Source) -> dict[str, Any]:
    """What is known about a site; see docs/schema.md."""
    cause = site.cause
    return {
        "schema": SCHEMA_VERSION,
        "package": site.home,
        "compiled_in": site.package,
        "function": site.function,
        "position": {
            "file": site.file,
            "line": site.line,
            "column": site.column,
            "utf16_column": utf16_column(source(site.file, site.line), site.column),
        },
        "kind": site.kind,
        "expression": site.subject,
        "name": site.name,
        "verdict": site.verdict,
        "message": site.text,
        "cause": None if cause is None else cause.name,
        "cost": None if site.cost is None else _cost(site.cost),
        "copies": site.copies,
        "inlined_from": [_frame(frame) for frame in site.inlined_from],
        "shapes": site.shapes,
        "ways": [_way(explanation) for explanation in site.explanations],
    }


def _cost(cost: Cost) -> dict[str, Any]:
    return {
        "bytes": None if cost.bytes < 0 else cost.bytes,
        "size_class": None if cost.rounded < 0 else cost.rounded,
        "objects": None if cost.count < 0 else cost.count,
        "allocates": cost.allocates,
        "reason": cost.reason,
        "loop_depth": cost.loop_depth,
    }


def _way(explanation: Explanation) -> dict[str, Any]:
    return {
        "cause": causes.of(sites.final(explanation).cause).name,
        "flows": [
            {
                "to": flow.dst,
                "from": flow.src,
                "derefs": flow.derefs,
                "reasons": [
                    {
                        "file": reason.file,
                        "line": reason.line,
                        "column": reason.column,
                        "text": reason.text,
                        "why": reason.why,
                        "callee": reason.callee,
                        "callee_package": reason.callee_package,
                        "parameter": reason.param,
                        "inlined": [_frame(frame) for frame in reason.inlined],
                    }
                    for reason in flow.reasons
                ],
            }
            for flow in explanation.flows
        ],
        "truncated": explanation.truncated,
        "then": None if explanation.then is None else _way(explanation.then),
    }


def _frame(frame: Frame) -> dict[str, Any]:
    return {
        "function": frame.function,
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
