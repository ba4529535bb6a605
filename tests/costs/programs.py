"""The measured programs: functions of a few sites each, and a program that calls them.

Above each function of `sites` stand comments `cost: [WAY:] [loops=N:] CALL`. A way is a side of a condition:
`free` or `paid`; `bound` if only the least number of allocations can be told; `unseen` if the compiler has no
message about them. With `loops=N` sites in loops are reached N times in a call.
"""

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent

PLAIN = "plain"
FREE = "free"
PAID = "paid"
BOUND = "bound"
UNSEEN = "unseen"

_COMMENT = re.compile(
    r"// cost: (?:(free|paid|bound|unseen): )?(?:loops=(\d+): )?((\w+)\(.*\))$", re.M
)
_FIRST = re.compile(r"^((?:// cost: .*\n)+)", re.M)

# Around the borders of size classes, the tiny allocator, headers and pages.
_SIZES = (
    1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 17, 24, 25, 32, 33, 48, 49, 64, 65, 80, 81, 127, 128, 129,
    256, 257, 512, 513, 520, 521, 1024, 1025, 1152, 1153, 2048, 2049, 4096, 4097, 8192, 8193, 16384,
    16385, 24576, 24577, 28672, 28673, 32752, 32753, 32760, 32761, 32768, 32769, 40960, 40961, 65536,
)  # fmt: skip
_WORDS = (
    1, 2, 3, 5, 63, 64, 65, 66, 127, 128, 129, 256, 1024, 2048, 4093, 4094, 4095, 4096, 4097, 8192,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """A call to measure."""

    function: str
    way: str
    # How often a site in a loop is reached.
    loops: int
    call: str


def write(directory: Path) -> list[Run]:
    """Write the module; returns what its program measures, in order."""
    (directory / "go.mod").write_text("module costs\n\ngo 1.27\n")
    (directory / "main.go").write_text((HERE / "measure" / "main.go").read_text())
    sources = {path.name: path.read_text() for path in sorted((HERE / "sites").glob("*.go"))}
    sources["sizes.go"] = _sizes()
    package = directory / "sites"
    package.mkdir()
    found: list[Run] = []
    for name, source in sources.items():
        for way, loops, call, function in _COMMENT.findall(source):
            found.append(Run(function, way or PLAIN, int(loops or 1), call))
        (package / name).write_text(_FIRST.sub(r"\1//go:noinline\n", source))
    rows = [f'\t{{"{run.function}", "{run.way}", func() {{ {run.call} }}}},' for run in found]
    table = "\n".join(["package sites", "", "var Table = []Measured{", *rows, "}", ""])
    (package / "table.go").write_text(table)
    return found


def _sizes() -> str:
    """Objects of many sizes, with pointers and without."""
    parts = ["package sites\n"]
    for size in _SIZES:
        parts.append(
            f"// cost: bytes{size}()\nfunc bytes{size}() {{ sinkPtr = new([{size}]byte) }}\n"
        )
    for words in _WORDS:
        made = f"sinkPtr = new([{words}]*int)"
        parts.append(f"// cost: words{words}()\nfunc words{words}() {{ {made} }}\n")
        made = f"sinkStrings{words} = make([]string, {words})"
        parts.append(f"var sinkStrings{words} []string\n")
        parts.append(f"// cost: texts{words}()\nfunc texts{words}() {{ {made} }}\n")
    return "\n".join(parts)
