"""A session under edits: how long the answer takes after each, how much memory stays, whether it is the right one.

    python bench/edits.py [--edits 2000] [--package net/http] [--file server.go] [--every 100]

One file of a package of the standard library is edited again and again, as a text that stands for it: statements come and go,
functions are added, syntax breaks and mends. Every so often the answer is compared with that of a new session. Prints a table.
"""

import argparse
import os
import random
import re
import resource
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import goescape
from goescape.understand.sites import Site
from tests.harness import toolchain

_BODY = re.compile(r"^func .*\{$", re.MULTILINE)


class Editor:
    """Texts of one file, each an edit away from the one before."""

    def __init__(self, text: str, seed: int) -> None:
        self._original = text
        self._chance = random.Random(seed)
        self._lines: list[tuple[int, str]] = []
        self._added = 0

    def next(self) -> str:
        choice = self._chance.random()
        if choice < 0.5 or not self._lines:
            self._insert("\t{ p := new(int); _ = append([]*int(nil), p) }")
        elif choice < 0.7:
            self._lines.pop(self._chance.randrange(len(self._lines)))
        elif choice < 0.85:
            self._added += 1
        elif choice < 0.92:
            self._insert("\tif ; } {")
            text = self.text()
            self._lines.pop()
            return text
        else:
            del self._lines[: len(self._lines) // 2]
            self._added = 0
        return self.text()

    def _insert(self, line: str) -> None:
        places = [match.end() for match in _BODY.finditer(self._original)]
        self._lines.append((self._chance.choice(places), line))

    def text(self) -> str:
        text = self._original
        for at, line in sorted(self._lines, reverse=True):
            text = f"{text[:at]}\n{line}{text[at:]}"
        more = [
            f"\nfunc added{n}(p *int) *int {{ q := *p; return &q }}\n" for n in range(self._added)
        ]
        return text + "".join(more)


def answer(session: "goescape.Session") -> list[tuple[str, str, str]]:
    sites: list[Site] = session.sites(["."])
    return [(site.identity, site.verdict, site.position) for site in sites]


def resident_mb() -> float:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--edits", type=int, default=2000)
    parser.add_argument("--package", default="net/http")
    parser.add_argument("--file", default="server.go")
    parser.add_argument("--every", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    root = toolchain.goroot()
    if root is None:
        raise SystemExit("no standard library")
    directory = root / "src" / options.package
    editor = Editor((directory / options.file).read_text(), options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        run(str(directory), options, editor, f"{scratch}/cache")


def run(directory: str, options: argparse.Namespace, editor: Editor, cache: str) -> None:
    session = goescape.Session(directory, cache_dir=cache)
    begin = time.monotonic()
    answer(session)
    print(f"first answer: {time.monotonic() - begin:.2f} s", flush=True)
    # New sessions find what the package imports, and nothing that this one makes from now on.
    other = f"{cache}.new"
    shutil.copytree(cache, other)
    before = resident_mb()
    seconds: list[float] = []
    compared = different = 0
    for number in range(1, options.edits + 1):
        text = editor.next()
        begin = time.monotonic()
        session.replace(options.file, text)
        found = answer(session)
        seconds.append(time.monotonic() - begin)
        if number % options.every == 0:
            compared += 1
            fresh = goescape.Session(directory, cache_dir=other, files={options.file: text})
            different += answer(fresh) != found
            print(f"{number}: {resident_mb():.0f} MB, {different} different", file=sys.stderr)
    seconds.sort()
    kind = "compiled" if goescape.is_compiled() else "interpreted"
    print(
        f"{options.edits} edits of {options.package}/{options.file}, {kind}, {os.cpu_count()} cores:"
    )
    print(f"time an edit: median {statistics.median(seconds):.3f} s, worst {seconds[-1]:.3f} s")
    print(f"memory: {before:.0f} MB at the start, {resident_mb():.0f} MB at the end")
    print(f"answers compared with those of new sessions: {compared}, different: {different}")


if __name__ == "__main__":
    main()
