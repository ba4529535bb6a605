"""Writes docs/transcripts.md: what `goescape explain` says about thirty sites of the standard library.

Each was checked, step by step, against the source. `make transcripts` writes it anew; a test compares a few.
"""

import io
import sys
from pathlib import Path

from rich.console import Console

from goescape.cli import sources
from goescape.report import explained as view
from goescape.session import build as builds
from goescape.session.flags import FlagRules
from goescape.session.session import Session
from goescape.understand import explain, targets

FILE = Path(__file__).parent.parent.parent / "docs" / "transcripts.md"

INTRODUCTION = """# Thirty explanations

What `goescape explain` says about sites of the standard library of Go 1.27.3, at least one for each class of causes. Each step was
checked against the source. Written by `make transcripts`.
"""

# What it shows, and the target.
SITES = [
    ("Returned", "bufio/bufio.go:56:10"),
    ("Returned as an interface", "errors/errors.go:65:9"),
    ("A parameter that is returned", "strings/strings.go:849:12"),
    ("Returned by a function literal that is returned", "strings/iter.go:116:30"),
    ("Stored through a pointer, in a function that was inlined", "bufio/bufio.go:57:14"),
    ("Stored in a field of the receiver", "bufio/scan.go:275:26"),
    ("Stored in a global", "sync/pool.go:238:20"),
    ("Stored in a global by a function literal", "time/zoneinfo.go:120:28"),
    ("A parameter that is stored in a map", "database/sql/sql.go:54:28"),
    ("Stored in a map, two inlined calls deep", "net/http/request.go:1033:14"),
    ("Sent on a channel", "net/http/transport.go:2510:38"),
    ("A parameter that is sent", "io/pipe.go:76:22"),
    ("Appended", "go/parser/parser.go:709:10"),
    ("Passed to an interface method", "io/io.go:318:24"),
    ("A receiver that leaks by an interface method", "net/http/header.go:146:7"),
    ("Passed to a function value", "regexp/regexp.go:992:15"),
    ("Content passed to a function value", "bufio/scan.go:139:7"),
    ("Kept by a callee of another package, several levels deep", "errors/wrap.go:45:9"),
    ("Kept three callees deep", "database/sql/sql.go:2572:46"),
    ("Kept by a callee, and returned", "net/http/response.go:160:10"),
    ("Kept by a callee that is not Go code", "sync/poolqueue.go:80:7"),
    ("A callee that may format anything", "fmt/errors.go:23:28"),
    ("Unsafe: reflection keeps what is behind a pointer", "reflect/value.go:2054:7"),
    ("Captured by the literal of a goroutine", "net/http/client.go:408:5"),
    ("A variable that a goroutine changes", "net/http/client.go:406:6"),
    ("Outlives the loop iteration", "os/removeall_at.go:104:17"),
    ("Outlives the function literal", "database/sql/sql.go:689:18"),
    ("Too large", "archive/zip/register.go:35:26"),
    ("Passed to panic", "text/template/helper.go:24:24"),
    ("A constant that escapes and costs nothing", "reflect/value.go:1270:9"),
]


def request() -> builds.Request:
    """Without a module: only the standard library is asked about."""
    return builds.Request([], "/", FlagRules("/"))


def transcript(explorer: explain.Explorer, asked: builds.Request, target: str) -> str:
    """The command and what it prints."""
    found = targets.find(explorer, target).sites
    out = io.StringIO()
    console = Console(file=out, highlight=False, soft_wrap=True, width=120)
    for group in view.together([explorer.explain(site) for site in found]):
        console.print(view.render(group, sources.line_of, sources.paths(asked)))
    text = "\n".join(line.rstrip().replace("\t", "    ") for line in out.getvalue().split("\n"))
    return f"$ goescape explain {target}\n{text.strip()}"


def section(title: str, text: str) -> str:
    """A heading and a block."""
    block = "\n".join(f"    {line}" if line else "" for line in text.split("\n"))
    return f"## {title}\n\n{block}\n"


def main() -> None:
    asked = request()
    explorer = explain.Explorer(Session(asked))
    parts = [INTRODUCTION]
    for number, (title, target) in enumerate(SITES, 1):
        print(target, file=sys.stderr)
        parts.append(section(f"{number}. {title}", transcript(explorer, asked, target)))
    FILE.write_text("\n".join(parts))


if __name__ == "__main__":
    main()
