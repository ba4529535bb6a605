"""One JSON object a line: every message, error and package status, for programs."""

import json
from collections.abc import Iterator

from goescape.lines.model import Message
from goescape.session.model import BuildResult


def lines(result: BuildResult) -> Iterator[str]:
    """Objects with `package`, `file`, `line`, `column`, `message`; errors have `error` instead of `message`."""
    for message in result.errors:
        yield json.dumps({"error": message})
    for package in result.packages:
        for found in package.messages if package.shown and package.is_analyzed else []:
            yield _entry(package.import_path, found, "message")
        for found in package.errors:
            yield _entry(package.import_path, found, "error")
        if package.blocked_by and package.shown:
            yield json.dumps({"package": package.import_path, "blocked_by": package.blocked_by})
        if package.obstacle:
            yield json.dumps({"package": package.import_path, "error": package.obstacle})
        if package.defect:
            yield json.dumps({"package": package.import_path, "defect": package.defect})


def _entry(import_path: str, message: Message, key: str) -> str:
    return json.dumps(
        {
            "package": import_path,
            "file": message.file,
            "line": message.line,
            "column": message.column,
            key: message.text,
        },
        ensure_ascii=False,
    )
