"""SARIF 2.1.0: findings as results, their ways as code flows."""

import json
import os
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, Final

from goescape.report.forms.finding import HOME, TOOL, Finding, Rule
from goescape.understand.explain import Step
from goescape.understand.places import Source, utf16_column

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# What paths are relative to.
_SOURCES: Final = "SRCROOT"
_STD: Final = "GOROOT"


class Log:
    """The whole log of a run in `directory`, with the standard library in `goroot`."""

    def __init__(self, directory: str, goroot: str, source: Source) -> None:
        self._bases = {_SOURCES: directory, _STD: os.path.join(goroot, "src")}
        self._source = source

    def document(self, findings: Sequence[Finding], rules: Sequence[Rule], version: str) -> str:
        index = {rule.name: number for number, rule in enumerate(rules)}
        results = [self._result(each, index) for each in findings]
        driver = {
            "name": TOOL,
            "version": version,
            "informationUri": HOME,
            "rules": [_rule(rule) for rule in rules],
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

    def _result(self, each: Finding, index: dict[str, int]) -> dict[str, Any]:
        result: dict[str, Any] = {
            "ruleId": each.rule,
            "ruleIndex": index[each.rule],
            "level": each.level,
            "message": {"text": each.message},
            "locations": [self._location(each.file, each.line, each.column, each.end)],
            "partialFingerprints": {"goescape/v2": each.fingerprint},
            "properties": each.properties,
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


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.short},
        "fullDescription": {"text": rule.sentence},
        "help": {
            "text": rule.advice,
            "markdown": f"**{rule.short}**: {rule.sentence}\n\n{rule.advice}",
        },
        "defaultConfiguration": {"level": "note"},
    }


def _relative_uri(path: PurePath) -> str:
    """Quoted as in a URI."""
    return (PurePath("/") / path).as_uri().removeprefix("file:///")
