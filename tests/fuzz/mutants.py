"""Ill-typed variants of sound files: what the compiler rejects, goescape must reject at the same line.

    python tests/fuzz/mutants.py --count 2000 [--seed 0] [--jobs 2] [--show 20]

A mutant is a golden file, or a file of a small standard package, with one token changed: an identifier
replaced by another one of the file, an operator or a literal by another kind, an argument or a statement
removed. Both compilers see the whole package. Prints the agreement both ways: of the mutants that the compiler
rejects, how many goescape rejects with its first error at the same line, how many with the same first message (its
column and further lines included), how many with all errors the same; of those it accepts, how many goescape
accepts.
"""

import argparse
import functools
import multiprocessing
import random
import re
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from goescape.load.model import Package  # noqa: E402
from goescape.session import build as builds  # noqa: E402
from goescape.session.flags import FlagRules  # noqa: E402
from goescape.session.model import PackageResult  # noqa: E402
from tests.harness import golden, inprocess, toolchain  # noqa: E402

STD = [
    "errors",
    "sort",
    "container/list",
    "text/tabwriter",
    "bufio",
    "strings",
    "path",
    "slices",
    "maps",
]
STD += ["encoding/csv", "unicode/utf8", "html", "flag", "io", "encoding/hex", "container/heap"]

_TOKEN = re.compile(
    r"//[^\n]*|/\*.*?\*/|`[^`]*`|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)+'"
    r"|[^\W\d]\w*|\d[\w.]*|<<=|>>=|&\^=|\.\.\.|&&|\|\||<-|\+\+|--|[=!<>:+\-*/%&|^]=|<<|>>|&\^|\S",
    re.DOTALL,
)
_OPERATORS = ["+", "-", "*", "/", "%", "&", "|", "<<", "&&", "||", "==", "!=", "<", ">="]
_LITERALS = ["1", '"s"', "2.5", "'c'", "nil", "true", "0", "-1"]


@dataclass(frozen=True)
class Case:
    """A mutated package: where it comes from, which file is changed, how."""

    origin: str
    file: str
    content: str
    change: str


@dataclass(frozen=True)
class Verdict:
    """What the two say of a mutant; nothing if they accept it."""

    case: Case
    theirs: str
    ours: str

    @property
    def same_line(self) -> bool:
        return _line(self.theirs) == _line(self.ours)

    @property
    def same_message(self) -> bool:
        return _message(self.theirs) == _message(self.ours)

    @property
    def agrees(self) -> bool:
        return self.theirs == self.ours


def mutate(content: str, rng: random.Random) -> tuple[str, str]:
    """Change one token behind the imports; the new text and what was done."""
    tokens = [m for m in _TOKEN.finditer(content) if not m.group().startswith(("//", "/*"))]
    start = content.find("\nfunc ")
    body = [m for m in tokens if m.start() > max(start, 0)] or tokens
    names = sorted({m.group() for m in tokens if re.match(r"[^\W\d]", m.group())} - _KEYWORDS)
    for _ in range(100):
        token = rng.choice(body)
        text = token.group()
        new = _replacement(text, names, rng)
        if new is not None and new != text:
            line = content.count("\n", 0, token.start()) + 1
            changed = content[: token.start()] + new + content[token.end() :]
            return changed, f"line {line}: {text!r} -> {new!r}"
    return content, "nothing"


def _replacement(text: str, names: list[str], rng: random.Random) -> str | None:
    if text in _KEYWORDS:
        return rng.choice(["", "break", "return"]) if rng.random() < 0.05 else None
    if re.match(r"[^\W\d]", text):
        choice = rng.random()
        if choice < 0.7:
            return rng.choice(names)
        return text + "x" if choice < 0.85 else rng.choice(_LITERALS)
    if re.match(r"[\d\"'`]", text):
        return rng.choice([*_LITERALS, *names])
    if text in _OPERATORS:
        return rng.choice(_OPERATORS)
    if text in (",", ":=", "=", "*", "&", ".", "!"):
        return rng.choice(["", ":=", "=", ","])
    return None


_KEYWORDS = frozenset(
    "break case chan const continue default defer else fallthrough for func go goto if import interface "
    "map package range return select struct switch type var".split()
)


def make_case(seed: int) -> Case:
    rng = random.Random(seed)
    if rng.random() < 0.5:
        files = [file for file in golden.all_files() if not file.is_error and not file.flags]
        chosen = rng.choice(files)
        content, change = mutate(chosen.source, rng)
        return Case(f"golden:{chosen.name}", chosen.path.name, content, change)
    path = rng.choice(STD)
    package = _std_package(path)
    name = rng.choice(package.go_files)
    source = (Path(package.dir) / name).read_text()
    content, change = mutate(source, rng)
    return Case(path, name, content, change)


@functools.cache
def _session() -> tuple[inprocess.Session, dict[str, Package]]:
    """The packages that mutants import, analyzed once in each process."""
    rules = FlagRules("/")
    request = builds.Request([*STD, "fmt", "sync", "testing"], "/", rules)
    plan = builds.plan(request)
    session = inprocess.Session()
    for path in plan.graph.order:
        session.analyze(plan.graph.packages[path])
    return session, plan.graph.packages


@functools.cache
def _std_package(path: str) -> Package:
    return _session()[1][path]


def judge(seed: int) -> Verdict:
    case = make_case(seed)
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        if case.origin.startswith("golden:"):
            package = Package("p", "p", name, (case.file,), ())
            package.lang, package.path_option = "go1.27", "p"
            package.complete = False
            (directory / case.file).write_text(case.content)
            status, text = toolchain.compile_file(directory / case.file, ["-l"])
        else:
            status, text = _compile_std(case, directory)
            original = _std_package(case.origin)
            files = original.go_files
            package = Package(case.origin, original.name, name, files, original.imports)
            package.lang, package.standard = original.lang, True
            package.import_map = original.import_map
            package.complete = False
        found = _check(package)
        ours = found.defect or "".join(f"{error}\n" for error in found.errors)
        theirs = text if status else ""
        return Verdict(case, theirs.replace(f"{name}/", ""), ours.replace(f"{name}/", ""))


def _check(package: Package) -> PackageResult:
    session, _ = _session()
    saved = dict(session.packages)
    try:
        return session.analyze(package)
    finally:
        session.packages.clear()
        session.packages.update(saved)


def _compile_std(case: Case, directory: Path) -> tuple[int, str]:
    package = _std_package(case.origin)
    for name in package.go_files:
        content = (Path(package.dir) / name).read_text()
        (directory / name).write_text(case.content if name == case.file else content)
    config = directory / "importcfg"
    config.write_text(_import_config(case.origin))
    command = ["tool", "compile", "-std", "-l", "-p", case.origin, "-importcfg", str(config)]
    done = toolchain.run([*command, "-o", str(directory / "x.o"), *package.go_files], directory)
    return done.returncode, done.stdout + done.stderr


@functools.cache
def _import_config(path: str) -> str:
    template = "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}"
    return toolchain.run(["list", "-export", "-deps", "-f", template, path]).stdout


def _line(text: str) -> str:
    """`file:line` of the first error; empty if there is none."""
    match = re.match(r"(?:.*/)?([^/:\n]+:\d+)(?::\d+)?: ", text)
    return match.group(1) if match else text[:80]


def _message(text: str) -> str:
    """The first error with its further lines."""
    lines = text.splitlines()
    end = 1
    while end < len(lines) and lines[end].startswith("\t"):
        end += 1
    return "\n".join(lines[:end])


def main() -> int:
    parser = argparse.ArgumentParser(description="Agreement on ill-typed programs.")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=multiprocessing.cpu_count())
    parser.add_argument("--show", type=int, default=20)
    options = parser.parse_args()
    seeds = range(options.seed, options.seed + options.count)
    with multiprocessing.Pool(options.jobs) as pool:
        verdicts = pool.map(judge, seeds, chunksize=10)
    rejected = [v for v in verdicts if v.theirs]
    accepted = [v for v in verdicts if not v.theirs]
    wrong = [(seed, v) for seed, v in zip(seeds, verdicts, strict=True) if not v.agrees]
    for seed, verdict in wrong[: options.show]:
        print(f"# seed {seed}: {verdict.case.origin}/{verdict.case.file}, {verdict.case.change}")
        print(f"compiler: {verdict.theirs[:600] or 'accepts'}")
        print(f"goescape: {verdict.ours[:600] or 'accepts'}\n")
    print(f"rejected by the compiler: {len(rejected)}")
    for what, agreed in (
        ("line of the first error", sum(v.same_line for v in rejected)),
        ("first message", sum(v.same_message for v in rejected)),
        ("all messages", sum(v.agrees for v in rejected)),
    ):
        print(f"  goescape agrees on the {what}: {agreed} ({_share(agreed, rejected)})")
    agreed = sum(v.agrees for v in accepted)
    print(
        f"accepted by the compiler: {len(accepted)}, by goescape: {agreed} ({_share(agreed, accepted)})"
    )
    return 1 if wrong else 0


def _share(agreed: int, group: list[Verdict]) -> str:
    return f"{agreed / len(group):.4f}" if group else "-"


if __name__ == "__main__":
    sys.exit(main())
