"""Measures where the time goes: CPU seconds of each room, over packages that are analysed from nothing.

    python bench/rooms.py [-m] [-l] [PACKAGES]        (std, without flags: with inlining)

Everything happens in this process. Summaries are decoded when somebody asks for an entry, and count where
that happens. Prints a table for docs/bench.md.
"""

import argparse
import gc
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

from goescape.check import checker
from goescape.escape import batch
from goescape.lines import codec as stored
from goescape.lower import package as lowering
from goescape.opt import passes
from goescape.session import analysis, build, kept, pipeline
from goescape.session.flags import FlagRules
from goescape.summary import writer

# Room, and the function through which it is entered.
ENTRIES: list[tuple[str, ModuleType, str]] = [
    ("syntax", pipeline, "_parse"),
    ("check", checker, "check_package"),
    ("lower", lowering, "lower_package"),
    ("opt", passes, "run"),
    ("escape", batch, "analyze"),
    ("engine: summaries", writer, "encode"),
    ("engine: messages", stored, "encode"),
]


class Stopwatch:
    """CPU seconds by room; where rooms call each other, the inner one's are not the outer one's."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._running: list[str] = []
        self._since = time.process_time()

    def _lap(self) -> None:
        now = time.process_time()
        if self._running:
            name = self._running[-1]
            self.seconds[name] = self.seconds.get(name, 0.0) + now - self._since
        self._since = now

    def around(self, room: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **options: Any) -> Any:
            self._lap()
            self._running.append(room)
            try:
                return function(*args, **options)
            finally:
                self._lap()
                self._running.pop()

        return timed


class Entered:
    """A module seen through a stopwatch: compiled modules cannot be changed, but users of them can."""

    def __init__(self, module: ModuleType, name: str, function: Callable[..., Any]) -> None:
        self._module = module
        setattr(self, name, function)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._module, name)


def watch(stopwatch: Stopwatch) -> None:
    """Have every entry of a room timed."""
    for room, module, name in ENTRIES:
        timed = stopwatch.around(room, getattr(module, name))
        if module in (pipeline, stored):
            setattr(module, name, timed)
            continue
        for user in (pipeline, analysis, kept):
            for attribute, value in list(vars(user).items()):
                if value is module:
                    setattr(user, attribute, Entered(module, name, timed))


def collections() -> tuple[Callable[..., None], Callable[[], float]]:
    """How long Python's collector of cyclic garbage takes: it runs within all rooms."""
    total = [0.0, 0.0]

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            total[1] = time.process_time()
        else:
            total[0] += time.process_time() - total[1]

    return note, lambda: total[0]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("-l", action="store_true")
    parser.add_argument("-m", action="count", default=0)
    parser.add_argument("packages", nargs="*", default=["std"])
    options = parser.parse_args()
    rules = FlagRules(str(Path.cwd()))
    rules.add(f"-m={max(1, options.m)}" + (" -l" if options.l else ""))
    stopwatch = Stopwatch()
    watch(stopwatch)
    note, collected = collections()
    gc.callbacks.append(note)
    start = time.process_time()
    with tempfile.TemporaryDirectory() as cache:
        request = build.Request(
            options.packages, str(Path.cwd()), rules, jobs=1, cache_dir=cache, rebuild=True
        )
        result = build.run(build.plan(request), request)
    total = time.process_time() - start
    print(f"{len(result.packages)} packages, {rules.rules[0][1].text}: {total:.1f} s CPU\n")
    print("| room | CPU s | share |\n|---|---|---|")
    seconds = dict(stopwatch.seconds)
    seconds["load, api, all else"] = total - sum(seconds.values())
    for room, spent in seconds.items():
        print(f"| {room} | {spent:.1f} | {spent / total:.0%} |")
    print(f"\nOf it in Python's collector of cyclic garbage: {collected():.1f} s.")


if __name__ == "__main__":
    main()
