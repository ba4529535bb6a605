"""How many files of the compiler's own checker tests get exactly the compiler's lines from us.

    python tests/check/wording.py [--show N] [PATTERN]

Takes the single files of `internal/types/testdata` in the toolchain (most are full of errors), compiles each
with the real compiler and with goescape, and compares the texts. Prints the figure, and with --show the
first files that differ, with what differs.
"""

import argparse
import difflib
import os
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.harness import analysis, toolchain  # noqa: E402

_LANGUAGE = re.compile(r"// (-lang=\S+)")


@dataclass(frozen=True)
class Verdict:
    """What the two say of one file."""

    name: str
    theirs: str
    ours: str

    @property
    def equal(self) -> bool:
        return self.theirs == self.ours

    def difference(self) -> str:
        theirs, ours = self.theirs.splitlines(), self.ours.splitlines()
        lines = difflib.unified_diff(theirs, ours, "compiler", "goescape", lineterm="", n=0)
        return "\n".join(line for line in lines if not line.startswith("@@"))


def verdict(path: Path) -> Verdict | None:
    """None if a package that the file imports does not exist for the go command."""
    language = _LANGUAGE.match(path.read_text(encoding="utf-8", errors="surrogateescape"))
    flags = [language.group(1)] if language else []
    try:
        _, theirs = toolchain.compile_file(path, ["-m", "-l", *flags])
    except AssertionError:
        return None
    try:
        result = analysis.compile_file(path, flags)
        ours = "".join(f"{error}\n" for error in result.errors)
        ours += analysis.text_of(result, path.parent)
    except AssertionError as defect:
        ours = str(defect)
    return Verdict(f"{path.parent.name}/{path.name}", theirs, ours)


def main() -> None:
    arguments = argparse.ArgumentParser(description="Compare error lines with the compiler's.")
    arguments.add_argument("pattern", nargs="?", default="", help="part of the files' names")
    arguments.add_argument("--show", type=int, default=0, help="how many differing files to show")
    options = arguments.parse_args()
    root = toolchain.goroot()
    if root is None:
        sys.exit("no Go toolchain")
    files = sorted((root / "src/internal/types/testdata").glob("*/*.go"))
    files = [path for path in files if options.pattern in str(path)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        verdicts = [v for v in pool.map(verdict, files, chunksize=8) if v is not None]
    different = [each for each in verdicts if not each.equal]
    for each in different[: options.show]:
        print(f"== {each.name}\n{each.difference()}")
    equal = len(verdicts) - len(different)
    left_out = len(files) - len(verdicts)
    print(f"{equal} of {len(verdicts)} files equal ({left_out} with unknown imports left out)")


if __name__ == "__main__":
    main()
