"""The rows of the benchmark: what is edited, what is run by goescape and by the go command, and how often.

A row is a small world of its own in a scratch directory. Both tools do the same work on it, one after the other, several
times; what counts is the CPU time of all processes, and the median of the pairs' ratios.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SERVER = """package lib

import (
	"fmt"
	"net/http"
)

type Server struct{ hits int }

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.hits++
	fmt.Fprintf(w, "%s %d\\n", r.URL.Path, s.hits-EDIT)
}
"""


@dataclass(frozen=True)
class World:
    """Where the work of one row is done."""

    module: Path
    # A copy of the standard library, which may be edited.
    goroot: Path


@dataclass(frozen=True)
class Row:
    """One kind of work."""

    name: str
    # What it is, for the table.
    about: str
    # The module, made once.
    make: Callable[[Path], None]
    # A change before each of the runs, numbered; the same for both tools.
    edit: Callable[[World, int], None]
    packages: tuple[str, ...]
    # Pairs that are measured.
    times: int
    # Everything is done again each time.
    is_cold: bool = False


def module(directory: Path) -> None:
    (directory / "go.mod").write_text("module example.com/bench\n\ngo 1.27\n")


def small(directory: Path) -> None:
    module(directory)
    (directory / "lib").mkdir()
    _write_small(directory, 0)


def edit_small(world: World, n: int) -> None:
    _write_small(world.module, n)


def _write_small(directory: Path, n: int) -> None:
    (directory / "lib" / "lib.go").write_text(SERVER.replace("EDIT", str(1000 + n)))


def ten(directory: Path) -> None:
    """A package that ten others import, each of which imports fmt, too."""
    module(directory)
    (directory / "base").mkdir()
    _write_base(directory, 0)
    for n in range(10):
        (directory / f"user{n}").mkdir()
        (directory / f"user{n}" / "user.go").write_text(_user(n))


def _user(n: int) -> str:
    functions = "\n".join(
        f"func F{i}(p *base.Point) string {{ q := *p; return fmt.Sprint(base.Sum(&q), q.X+{i}) }}"
        for i in range(12)
    )
    return f'package user{n}\n\nimport (\n\t"fmt"\n\n\t"example.com/bench/base"\n)\n\n{functions}\n'


def edit_ten(world: World, n: int) -> None:
    _write_base(world.module, n)


def _write_base(directory: Path, n: int) -> None:
    (directory / "base" / "base.go").write_text(
        "package base\n\ntype Point struct{ X, Y int }\n\n"
        f"func Sum(p *Point) int {{ return p.X + p.Y + {n} }}\n"
    )


def generated(n_packages: int) -> Callable[[Path], None]:
    """A module of many packages, each with twelve functions and three imports."""

    def make(directory: Path) -> None:
        module(directory)
        for n in range(n_packages):
            (directory / f"p{n}").mkdir()
            (directory / f"p{n}" / "p.go").write_text(_package(n))

    return make


def _package(n: int) -> str:
    imports = sorted({n // 2, n // 3, max(n - 7, 0)} - {n}) if n else []
    lines = [f"package p{n}", "", "import ("]
    lines += [f'\t"example.com/bench/p{i}"' for i in imports]
    lines += [")", "", f"type T{n} struct{{ next *T{n}; value int }}", ""]
    for i in range(12):
        calls = " + ".join([f"p{k}.F{i}(x)" for k in imports] or ["x"])
        lines.append(f"func F{i}(x int) int {{ t := &T{n}{{value: x}}; return t.value + {calls} }}")
    return "\n".join(lines) + "\n"


def edit_bottom(world: World, n: int) -> None:
    """One more function, which nobody mentions, in the package that all others build on."""
    added = f"func Added{n}(p *int) *int {{ return p }}"
    (world.module / "p0" / "p.go").write_text(f"{_package(0)}\n{added}\n")


def edit_std(world: World, n: int) -> None:
    """One more exported function in encoding/json."""
    source = world.goroot / "src" / "encoding" / "json" / "v2_scanner.go"
    text, _, _ = source.read_text().partition("\nfunc Bench")
    source.write_text(f"{text}\nfunc Bench{n}(p *int) *int {{ return p }}\n")


def nothing(world: World, n: int) -> None:
    """No change."""


ROWS = [
    Row(
        "small", "one changed file that imports fmt and net/http", small, edit_small, ("./lib",), 9
    ),
    Row("again", "the same, nothing changed", small, nothing, ("./lib",), 9),
    Row("importers", "one changed package, ten import it", ten, edit_ten, ("./...",), 9),
    Row("module", "300 packages from nothing", generated(300), nothing, ("./...",), 1, True),
    Row("unchanged", "300 packages, nothing changed", generated(300), nothing, ("./...",), 5),
    Row(
        "bottom",
        "300 packages, one more function in the lowest",
        generated(300),
        edit_bottom,
        ("./...",),
        3,
    ),
    Row("cold", "all of std from nothing", module, nothing, ("std",), 1, True),
    Row("replay", "all of std, nothing changed", module, nothing, ("std",), 5),
    Row("edited", "all of std, encoding/json changed", module, edit_std, ("std",), 3),
]
