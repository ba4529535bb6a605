"""A table of what `goescape check` says about every exported function of some packages of the standard library.

    python tools/std_contracts.py [PACKAGE...] > docs/std-contracts.md

`proved`: a call allocates nothing, except on the way to a panic. `errors only`: except where it returns an error, too. `allocates`, and where first.
`cannot follow`, and what.
"""

import datetime
import sys
import tempfile
import tomllib
from collections import Counter
from pathlib import Path

from goescape.guard import rules
from goescape.guard.checking import Guard
from goescape.guard.contracts import ALLOCATES, Checked
from goescape.guard.rules import Settings
from goescape.session.build import Request
from goescape.session.flags import FlagRules
from goescape.session.session import Session

PACKAGES = (
    "math/bits unicode/utf8 strconv sort slices bytes strings encoding/binary hash/crc32 sync/atomic time"
).split()
RULE = """
[[guard.rule]]
functions = ["[A-Z]*", "(*[A-Z]*).[A-Z]*"]
contract = "{}"
"""
PROVED, ERRORS, FOUND, UNKNOWN, GENERIC = (
    "proved", "errors only", "allocates", "cannot follow", "generic",
)  # fmt: skip


def main(packages: list[str]) -> None:
    with tempfile.TemporaryDirectory() as directory:
        (Path(directory) / "go.mod").write_text("module table\n\ngo 1.27\n")
        session = Session(Request([], directory, FlagRules(directory)))
        usual = checked(session, packages, "noalloc")
        relaxed = checked(session, packages, "noalloc except=errors")
    counts: dict[str, Counter[str]] = {}
    rows: list[str] = []
    for name, found in sorted(usual.items()):
        verdict, why = judged(found, relaxed[name])
        counts.setdefault(name[0], Counter())[verdict] += 1
        rows.append(f"| {name[0]} | `{name[1]}` | {verdict} | {why} |")
    print(HEAD)
    print("| package | proved | errors only | allocates | cannot follow | generic |")
    print("|---|---|---|---|---|---|")
    for package in packages:
        found_counts = counts.get(package, Counter())
        cells = [str(found_counts[each]) for each in (PROVED, ERRORS, FOUND, UNKNOWN, GENERIC)]
        print(f"| {package} | {' | '.join(cells)} |")
    print("\n| package | function | | first |\n|---|---|---|---|")
    print("\n".join(rows))


HEAD = """# The standard library, function by function

What `goescape check` says of every exported function of Go 1.27.3, linux/amd64, under `noalloc`: *proved*, that a call allocates nothing except on the way to
a panic; *errors only*, that it allocates only where it returns an error; *allocates*, and where first; *cannot follow*, and what. Generic functions are
checked where they are used. Made by `python tools/std_contracts.py`; a sample is run by `tests/guard/proof`.
"""


def checked(session: Session, packages: list[str], contract: str) -> dict[tuple[str, str], Checked]:

    text = RULE.format(contract)
    settings: Settings = rules.read("goescape.toml", text, tomllib.loads(text)["guard"])
    report = Guard(session, settings, datetime.date.today()).check(packages)
    return {
        (each.contract.package, each.contract.function): each
        for each in report.checked
        if is_exported(each.contract.function)
    }


def is_exported(function: str) -> bool:
    owner, _, name = function.rpartition(".")
    return name[:1].isupper() and (not owner or owner.lstrip("(*")[:1].isupper())


def judged(usual: Checked, relaxed: Checked) -> tuple[str, str]:
    if usual.obstacle:
        return (GENERIC, "") if "generic" in usual.obstacle else (UNKNOWN, usual.obstacle)
    if usual.holds:
        return PROVED, ""
    if relaxed.holds:
        return ERRORS, ""
    first = next((v for v in relaxed.violations if v.kind == ALLOCATES), relaxed.violations[0])
    verdict = FOUND if first.kind == ALLOCATES else UNKNOWN
    words = first.words.replace("|", "\\|")
    return verdict, f"{words} in {first.function.package}.{first.function.name}"


if __name__ == "__main__":
    main(sys.argv[1:] or PACKAGES)
