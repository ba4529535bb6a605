"""Compares the standard library of many targets with the real compiler, and keeps what came of it in docs/targets.md.

    python -m tools.targets                     all targets with -m, some with -m=2
    python -m tools.targets linux/386 js/wasm   these
    python -m tools.targets --mode=-m=2 linux/386

The whole takes an hour on two cores. A run replaces the rows of what it compared.
"""

import argparse
import datetime
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

from goescape.toolchain import registry

ROOT: Final = Path(__file__).parent.parent
PAGE: Final = ROOT / "docs" / "targets.md"
# Compared with the compiler's explanations, too.
EXPLAINED: Final = ("linux/arm64", "linux/386", "darwin/arm64", "js/wasm")
HEAD: Final = """# Targets

The standard library of each target, compared with the real compiler line by line: `python -m tools.targets` (`goescape verify MODE std`
with GOOS and GOARCH set, one after the other). A row says when it was compared last, and at which commit.

| target | mode | packages | identical | lines | ours | date | commit |
|---|---|---|---|---|---|---|---|
"""


def compare(target: str, mode: str, goescape: list[str]) -> str:
    """The row of a target and a mode."""
    goos, _, goarch = target.partition("/")
    command = [*goescape, "verify", *mode.split(), "--json", "std"]
    env = {**os.environ, "GOOS": goos, "GOARCH": goarch}
    # It may be another build than the one this runs with.
    env.pop("PYTHONPATH", None)
    done = subprocess.run(command, capture_output=True, text=True, env=env)
    if not done.stdout.strip():
        raise SystemExit(f"{target} {mode}: {done.stderr}")
    found = json.loads(done.stdout)
    total = found["total"]
    for package in found["different"]:
        print(f"{target} {mode}: {package['package']} differs", flush=True)
    today = datetime.date.today().isoformat()
    cells = (
        target,
        f"`{mode}`",
        found["packages"],
        found["identical"],
        total["compiler"],
        total["goescape"],
        today,
        _commit(),
    )
    return f"| {' | '.join(map(str, cells))} |"


def _commit() -> str:
    command = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    return subprocess.check_output(command, text=True).strip()


def kept() -> dict[tuple[str, str], str]:
    """The rows of the page."""
    rows = (
        re.findall(r"^\| (\S+/\S+) \| `(.*?)` \|.*$", PAGE.read_text(), re.M)
        if PAGE.exists()
        else []
    )
    lines = PAGE.read_text().splitlines() if PAGE.exists() else []
    found = [line for line in lines if re.match(r"\| \S+/\S+ \| `", line)]
    return dict(zip(rows, found, strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("targets", nargs="*")
    parser.add_argument("--mode", default="")
    parser.add_argument("--goescape", default=f"{sys.executable} -m goescape", help="the command")
    options = parser.parse_args()
    wanted = [
        (target, mode)
        for target in options.targets or registry.targets()
        for mode in ([options.mode] if options.mode else ["-m", "-m=2"])
        if mode != "-m=2" or options.mode or target in EXPLAINED
    ]
    for target, mode in wanted:
        row = compare(target, mode, options.goescape.split())
        print(row, flush=True)
        rows = kept()
        rows[target, mode] = row
        PAGE.write_text(HEAD + "\n".join(rows[key] for key in sorted(rows)) + "\n")


if __name__ == "__main__":
    main()
