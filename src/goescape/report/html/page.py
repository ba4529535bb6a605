"""The file: markup, style, scripts and data in one, which loads nothing and runs nothing but its own script."""

import base64
import hashlib
import json
import string
from importlib import resources
from typing import Any, Final

from goescape.load.names import escaped
from goescape.report.html.document import Document

# In this order they make one script.
SCRIPTS: Final = (
    "dom.js", "data.js", "golang.js", "rows.js", "choice.js", "tree.js", "source.js", "layout.js", "graph.js",
    "details.js", "summary.js", "app.js",
)  # fmt: skip
STYLES: Final = ("page.css",)
_MARKUP: Final = "page.html"
_NOTHING_ELSE: Final = (
    "default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; "
    "base-uri 'none'; form-action 'none'"
)


def document(found: Document) -> str:
    """The page, in UTF-8; what comes from sources is ASCII in it."""
    script = "\n".join(['"use strict";', "(() => {", *map(_file, SCRIPTS), "})();", ""])
    style = "\n".join(map(_file, STYLES))
    policy = _NOTHING_ELSE.format(script=_hash(script), style=_hash(style))
    parts = [_part("index", found.index)]
    parts += [_part(name, value) for name, value in found.parts.items()]
    return string.Template(_file(_MARKUP)).substitute(
        policy=policy,
        title=_in_markup(found.index["title"]),
        style=style,
        data="\n".join(parts),
        script=script,
    )


def _file(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _part(name: str, value: Any) -> str:
    return f'<script type="application/json" id="{name}">{embedded(value)}</script>'


def embedded(value: Any) -> str:
    """JSON that cannot end the element it is in, or begin another: ASCII without `<`."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c")


def _in_markup(text: str) -> str:
    """A text as markup has it, in ASCII."""
    shown = "".join(f"&#{ord(char)};" if char in "&<>\"'" else char for char in escaped(text))
    return shown.encode("ascii", "xmlcharrefreplace").decode("ascii")
