"""SARIF 2.1.0: sites as results, their ways as code flows."""

import json
from pathlib import PurePath
from typing import Any, Final

from goescape.understand import causes, sites
from goescape.understand.explain import Explained, Step
from goescape.understand.places import Source, utf16_column
from goescape.understand.sites import Site

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
# Copies of one site may be decided differently.
_MARKS: Final = {
    sites.HEAP: "h",
    sites.STACK: "s",
    sites.LEAKS: "l",
    sites.LEAKS_CONTENT: "c",
    sites.LEAKS_TO_RESULT: "r",
    sites.STAYS: "n",
}
_HOME: Final = "https://pypi.org/project/goescape/"


def document(explained: list[Explained], version: str, source: Source) -> str:
    """The whole log."""
    rules = [_rule(name) for name in causes.names()]
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    results = [_result(each, index, source) for each in explained]
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "goescape",
                        "version": version,
                        "informationUri": _HOME,
                        "rules": rules,
                    }
                },
                "columnKind": "utf16CodeUnits",
                "results": results,
            }
        ],
    }
    return json.dumps(log, indent=2, ensure_ascii=False)


def _rule(name: str) -> dict[str, Any]:
    return {"id": name, "shortDescription": {"text": name.replace("-", " ")}}


def _result(each: Explained, index: dict[str, int], source: Source) -> dict[str, Any]:
    site = each.site
    rule = "unknown" if site.cause is None else site.cause.name
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": index[rule],
        "level": "note",
        "message": {"text": each.sentence},
        "locations": [_location(site.file, site.line, site.column, source)],
        "partialFingerprints": {"goescape/v2": _fingerprint(site)},
    }
    if each.steps:
        result["codeFlows"] = [
            {"threadFlows": [{"locations": [_step(step, source) for step in each.steps]}]}
        ]
    return result


def _fingerprint(site: Site) -> str:
    """The same as long as the site is there and is decided in this way."""
    return f"{site.identity}{_MARKS[site.verdict]}"


def _step(step: Step, source: Source) -> dict[str, Any]:
    location = _location(step.file, step.line, step.column, source)
    location["message"] = {"text": step.words}
    return {"location": location, "nestingLevel": step.level}


def _location(file: str, line: int, column: int, source: Source) -> dict[str, Any]:
    if not file or not line:
        return {}
    path = PurePath(file)
    uri = path.as_uri() if path.is_absolute() else str(path)
    region = {"startLine": line}
    if column:
        region["startColumn"] = utf16_column(source(file, line), column)
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
