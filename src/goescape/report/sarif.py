"""SARIF 2.1.0: sites as results, their ways as code flows."""

import json
import os
from pathlib import PurePath
from typing import Any, Final

from goescape.understand import causes, fields, sites
from goescape.understand.causes import Cause
from goescape.understand.costwords import ALWAYS, NEVER
from goescape.understand.explain import Explained, Step
from goescape.understand.places import Source, utf16_column
from goescape.understand.sites import Site

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_HOME: Final = "https://pypi.org/project/goescape/"
# Copies of one site may be decided differently.
_MARKS: Final = {
    sites.HEAP: "h",
    sites.STACK: "s",
    sites.LEAKS: "l",
    sites.LEAKS_CONTENT: "c",
    sites.LEAKS_TO_RESULT: "r",
    sites.STAYS: "n",
}
# What paths are relative to.
_SOURCES: Final = "SRCROOT"
_STD: Final = "GOROOT"
# What stays on the stack and allocates all the same has no cause.
_NO_CAUSE: Final = Cause(
    "allocates",
    "allocates",
    "it is of a kind that takes its memory from the heap, or may",
    "Nothing keeps a pointer to it. Give it a length that is known and small, room from the start "
    "(a capacity, a size hint), or use it again instead of making it anew.",
)


class Log:
    """The whole log of a run in `directory`, with the standard library in `goroot`."""

    def __init__(self, directory: str, goroot: str, source: Source) -> None:
        self._bases = {_SOURCES: directory, _STD: os.path.join(goroot, "src")}
        self._source = source

    def document(self, explained: list[Explained], version: str) -> str:
        rules = [_rule(cause) for cause in [*causes.every(), _NO_CAUSE]]
        index = {rule["id"]: number for number, rule in enumerate(rules)}
        results = [self._result(each, index) for each in explained]
        driver = {
            "name": "goescape",
            "version": version,
            "informationUri": _HOME,
            "rules": rules,
        }
        bases = {
            name: {"uri": PurePath(path).as_uri() + "/"}
            for name, path in self._bases.items()
            if os.path.isabs(path)
        }
        run = {
            "tool": {"driver": driver},
            "originalUriBaseIds": bases,
            "columnKind": "utf16CodeUnits",
            "results": results,
        }
        log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
        return json.dumps(log, ensure_ascii=False, separators=(",", ":"))

    def _result(self, each: Explained, index: dict[str, int]) -> dict[str, Any]:
        site = each.site
        rule = (site.cause or _NO_CAUSE).name
        result: dict[str, Any] = {
            "ruleId": rule,
            "ruleIndex": index[rule],
            "level": level(site),
            "message": {"text": each.sentence},
            "locations": [self._location(site.file, site.line, site.column)],
            "partialFingerprints": {"goescape/v2": _fingerprint(site)},
            "properties": fields.properties(site),
        }
        if each.steps:
            steps = [self._step(step) for step in each.steps]
            result["codeFlows"] = [{"threadFlows": [{"locations": steps}]}]
        return result

    def _step(self, step: Step) -> dict[str, Any]:
        location = self._location(step.file, step.line, step.begin or step.column, step.end)
        location["message"] = {"text": step.words}
        return {"location": location, "nestingLevel": step.level}

    def _location(self, file: str, line: int, column: int, end: int = 0) -> dict[str, Any]:
        if not file or not line:
            return {}
        region = {"startLine": line}
        if column:
            text = self._source(file, line)
            region["startColumn"] = utf16_column(text, column)
            if end > column:
                region["endColumn"] = utf16_column(text, end)
        return {"physicalLocation": {"artifactLocation": self._artifact(file), "region": region}}

    def _artifact(self, file: str) -> dict[str, str]:
        path = PurePath(file)
        for name, base in self._bases.items():
            if path.is_relative_to(base):
                return {"uri": _relative_uri(path.relative_to(base)), "uriBaseId": name}
        return {"uri": path.as_uri() if path.is_absolute() else _relative_uri(path)}


def level(site: Site) -> str:
    """`warning` for what allocates again and again, `note` for what else allocates, `none` for the rest."""
    cost = site.cost
    if cost is None or cost.allocates == NEVER:
        return "none"
    return "warning" if cost.allocates == ALWAYS and cost.loop_depth else "note"


def _rule(cause: Cause) -> dict[str, Any]:
    sentence = f"A value has to be on the heap, because {cause.plain_clause}."
    return {
        "id": cause.name,
        "shortDescription": {"text": cause.short},
        "fullDescription": {"text": sentence},
        "help": {
            "text": cause.advice,
            "markdown": f"**{cause.short}**: {sentence}\n\n{cause.advice}",
        },
        "defaultConfiguration": {"level": "note"},
    }


def _fingerprint(site: Site) -> str:
    """The same as long as the site is there and is decided in this way."""
    return f"{site.identity}{_MARKS[site.verdict]}"


def _relative_uri(path: PurePath) -> str:
    """Quoted as in a URI."""
    return (PurePath("/") / path).as_uri().removeprefix("file:///")
