"""The house rules that a machine can check, and that the checker of them finds what it should."""

import functools
from pathlib import Path

import pytest

from goescape.toolchain import registry
from tests.harness import tidy
from tests.harness.tidy import Module

ROOT = Path(__file__).parent.parent
# What others run: the library's names, the program, the tools and tests of this repository.
ENTRIES = ("goescape", "goescape.__main__")
# Rooms that decide by numbers of the compiler.
DECIDING = ("types", "check", "lower", "opt", "escape", "evaluate")
ABOUT_CODE = ("ARCHITECTURE.md", "CONTRIBUTING.md")


@functools.cache
def source() -> tuple[list[Module], list[Module]]:
    """The package, and what uses it: entries, tests, measurements."""
    every = tidy.load(ROOT / "src/goescape", "goescape")
    users = [module for module in every if module.name in ENTRIES]
    for folder in ("tests", "bench", "tools"):
        users += tidy.load(ROOT / folder, folder)
    return [module for module in every if module.name not in ENTRIES], users


@functools.cache
def tree() -> tidy.Tree:
    return tidy.Tree(ROOT, *source())


def in_rooms(*rooms: str) -> list[Module]:
    return [module for module in source()[0] if module.name.split(".")[1] in rooms]


def outside_of_toolchain() -> list[Module]:
    return [module for module in source()[0] if module.name.split(".")[1] != "toolchain"]


def test_every_definition_is_used() -> None:
    assert [str(found) for found in tidy.dead(*source())] == []


def test_every_field_is_read() -> None:
    assert tidy.unread_fields(*source()) == []


def test_every_argument_and_option_is_read() -> None:
    assert tidy.unread_arguments(source()[0]) == []


def test_every_module_says_what_it_is_for() -> None:
    assert tidy.without_head(source()[0]) == []


def test_functions_are_short() -> None:
    assert tidy.long_functions(source()[0]) == []


def test_the_release_is_named_in_one_place() -> None:
    assert tidy.named_releases(outside_of_toolchain(), registry.newest().minor) == []


def test_numbers_that_passes_decide_by_are_those_of_a_release() -> None:
    # Fingerprints are numbers without a meaning.
    deciding = [m for m in in_rooms(*DECIDING) if m.name != "goescape.types.fingerprint"]
    assert tidy.numbers(deciding) == []


@pytest.mark.parametrize(
    "name",
    ["README.md", *ABOUT_CODE, *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))],
)
def test_documents_mention_what_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert tree().unknown(text, name in ABOUT_CODE) == []


# ---------------------------------------------------------------------------- the checker itself


def sample() -> list[Module]:
    """Two small modules, with something dead of each kind."""
    shapes = Module(
        "p.shapes",
        "from abc import ABC, abstractmethod\n"
        "LIMIT = 10\n"
        "UNUSED = 64\n"
        "class Shape(ABC):\n"
        "    @abstractmethod\n"
        "    def area(self): ...\n"
        "class Square(Shape):\n"
        "    def __init__(self, side):\n"
        "        self.side = side\n"
        "        self.color = 'go1.27'\n"
        "    def area(self): return self.side\n"
        "    def corners(self): return LIMIT\n"
        "class Circle(Shape):\n"
        "    def area(self): return 3\n"
        "def only_itself(n): return only_itself(n) + one_of_a_circle()\n"
        "def one_of_a_circle(): return only_itself(1)\n",
    )
    users = Module(
        "p.users",
        '"""Uses them."""\n'
        "from p import shapes as figures\n"
        "def total(first: 'figures.Shape', rest): return first.area() + figures.LIMIT\n"
        "print(total(figures.Square(2), 0))\n",
    )
    return [shapes, users]


def test_finds_dead_definitions() -> None:
    names = [found.name for found in tidy.dead(sample(), [])]
    assert names == ["UNUSED", "Circle", "only_itself", "one_of_a_circle", "Square.corners"]


def test_finds_unread_fields_and_arguments() -> None:
    assert tidy.unread_fields(sample(), []) == ["p.shapes: Square.color"]
    assert tidy.unread_arguments(sample()) == ["p.users:3: total(rest)"]


def test_finds_modules_without_head() -> None:
    assert tidy.without_head(sample()) == ["p.shapes"]


def test_finds_releases_and_numbers() -> None:
    assert tidy.named_releases(sample(), 27) == ["p.shapes:10: 'go1.27'"]
    assert tidy.named_releases(sample(), 28) == []
    assert tidy.numbers(sample()) == ["p.shapes:2: LIMIT", "p.shapes:3: UNUSED"]


def test_finds_long_functions() -> None:
    steps = "\n".join(f"    x += {n}" for n in range(70))
    cases = "\n".join(f"    if x == {n}:\n        return {n}" for n in range(40))
    module = Module("p.long", f"def work(x):\n{steps}\ndef tell_apart(x):\n{cases}\n")
    assert tidy.long_functions([module]) == ["p.long:1: work, 71"]


def test_finds_names_in_documents_that_do_not_exist(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text("test: all\n\tpytest\n")
    (tmp_path / "there.md").write_text("")
    package = [Module("goescape.check.call", "def call(): print('--json')\n")]
    known_tree = tidy.Tree(tmp_path, package, [])
    known = "`make test` `there.md` `check/call` `call.call` `goescape build --json` `go vet ./...`"
    assert known_tree.unknown(known, True) == []
    unknown = ["make tset", "gone.md", "check/calls", "call.cull", "goescape build --jsn"]
    assert known_tree.unknown("".join(f"`{each}` " for each in unknown), True) == unknown
    # Elsewhere a bare name may be one of Go's.
    assert known_tree.unknown("`cull`", False) == []
