"""Broken input must end in errors or messages: never in a crash, an internal error, or no end at all.

    python tests/fuzz/garbage.py --count 20000 [--seed 0] [--jobs 2] [--limit 20] [--save DIR]

Inputs are real files, of the golden programs and of the standard library's sources, with tokens or bytes
changed, and files put together from declarations of several. Each goes through everything that stands behind
it: what the checker still accepts is lowered, optimised and analyzed. A process takes one input after the other;
it is started anew when it dies or when an input takes longer than the limit. `--save` shrinks what was found and
writes it down.
"""

import argparse
import functools
import multiprocessing
import random
import re
import resource
import sys
import time
from dataclasses import dataclass
from multiprocessing.context import SpawnProcess
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from goescape.base.pos import PosTable  # noqa: E402
from goescape.check.importer import KnownPackages  # noqa: E402
from goescape.load.model import Package  # noqa: E402
from goescape.lower.templates import NoTemplates  # noqa: E402
from goescape.opt.passes import Flags  # noqa: E402
from goescape.session import pipeline  # noqa: E402
from goescape.toolchain import registry  # noqa: E402
from goescape.types import universe  # noqa: E402
from tests.fuzz import shrink  # noqa: E402
from tests.harness import golden, toolchain  # noqa: E402

BYTES_MAX = 4 << 30
SOURCE_MAX = 12_000
# How often -l and -m are given.
MODES = [(1, 1), (0, 1), (0, 2)]
STD = [
    "bufio", "bytes", "cmp", "container/list", "context", "encoding/json", "errors", "fmt", "go/constant",
    "iter", "maps", "math", "math/big", "reflect", "slices", "sort", "strconv", "strings", "sync",
    "text/template/parse", "time", "unicode/utf8", "internal/sync", "sync/atomic", "encoding/binary",
]  # fmt: skip

_TOKEN = re.compile(
    r"\s+|//[^\n]*|/\*.*?\*/|`[^`]*`|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)+'"
    r"|[^\W\d]\w*|\d[\w.]*|<<=|>>=|&\^=|\.\.\.|&&|\|\||<-|\+\+|--|[=!<>:+\-*/%&|^]=|<<|>>|&\^|.",
    re.DOTALL,
)
# What is likely to be missed somewhere.
_VOCABULARY = (
    "break case chan const continue default defer else fallthrough for func go goto if import interface map "
    "package range return select struct switch type var any comparable error bool string int uint8 uintptr "
    "float64 complex128 rune nil iota true false append cap clear close complex copy delete imag len make max "
    "min new panic print real recover unsafe unsafe.Pointer unsafe.Sizeof unsafe.Offsetof unsafe.Add _ T U P x "
    "+ - * / % & | ^ << >> &^ += <<= && || <- ++ -- == < = ! ~ ... := ( ) [ ] { } , ; . : "
    "0 1 2 -1 0x 1e 1e400 1e99999 0x1p-2000 1_000 08 0b2 1i 1<<64 1<<1000 'c' '' '\\x' '\\u12' \"s\" \"\\ \" `` "
    "[]int [...]int [2]T [T] [T any] [T C] [int] map[T]int chan<- *T **T ~int ~T int|string interface{T} "
    "interface{~int} struct{} struct{T} struct{_int} func() func(T)T T[T] T[int] T[[]T] any(x) x.(type) x.(T) "
    "x[:] x[1:2:3] T{} T{x:1} []T{{}} &x *x <-x x... x.x x() (x) (T) (*T)(x) func(){} //go:noinline //line_x:1 /*"
).split()


# ------------------------------------------------------------------------------------- inputs


@functools.cache
def corpus() -> list[str]:
    """The texts that inputs are made of."""
    texts = [file.source for file in golden.all_files()] * 2
    root = toolchain.goroot() / "src"
    for path in STD:
        for file in sorted((root / path).glob("*.go")):
            if not file.name.endswith("_test.go"):
                texts.append(file.read_text())
    return texts


def make_input(seed: int) -> bytes:
    rng = random.Random(seed)
    text = _spliced(rng) if rng.random() < 0.35 else _excerpt(rng.choice(corpus()), rng)
    how = rng.random()
    if how < 0.85:
        for _ in range(rng.choice([1, 1, 1, 2, 2, 3, 5, 8, 20])):
            text = _change_token(text, rng)
        return text.encode("utf-8", "surrogateescape")
    content = text.encode("utf-8", "surrogateescape")
    for _ in range(rng.choice([1, 1, 2, 4])):
        content = _change_bytes(content, rng)
    return content


def _pieces(text: str) -> list[str]:
    """The declarations of a file, without package clause and imports."""
    found = re.split(r"\n(?=(?:func|type|var|const)\b)", text)
    return [piece for piece in found if not re.match(r"\s*(?:package|import)\b", piece)]


def _excerpt(text: str, rng: random.Random) -> str:
    """A file, or as much of a large one as is quickly analyzed."""
    if len(text) <= SOURCE_MAX and "\nimport" not in text:
        return text
    pieces = _pieces(text)
    start = rng.randrange(max(len(pieces), 1))
    return _file(pieces[start : start + 12])


def _spliced(rng: random.Random) -> str:
    pieces: list[str] = []
    for _ in range(rng.randint(2, 5)):
        own = _pieces(rng.choice(corpus()))
        start = rng.randrange(max(len(own), 1))
        pieces += own[start : start + rng.randint(1, 6)]
    rng.shuffle(pieces)
    return _file(pieces)


def _file(pieces: list[str]) -> str:
    text = 'package p\n\nimport "unsafe"\n\nvar _ unsafe.Pointer\n'
    for piece in pieces:
        if len(text) + len(piece) < SOURCE_MAX:
            text += f"\n{piece}\n"
    return text


# What may stand where a name or a value stands.
_OPERANDS = (
    "any comparable error bool string int uint8 uintptr float64 complex128 nil iota true _ T P x f "
    'unsafe.Pointer unsafe.Sizeof(x) 0 -1 1e400 1e99999 1<<70 1<<600 0x1p-2000 2.5 1i \'c\' "s" `s` "\\xff" '
    "[]int [3]T [1<<50]int map[T]int chan<-T <-chan*T **T (T) (*T) T[int] T[[]T] f[int] (f[T]) interface{T} "
    "interface{~int;m()} interface{T|int} struct{} struct{T;_int} struct{*T} func() func(T)T func(...T)(x,y*T) "
    "func()T{return_x} func(){f()} any(x) T(x) (T)(x) (*T)(x) []T(x) x.(T) x.x x[0] x[:1] *x &x &T{} <-x !x -x ^x "
    "T{} T{x:1} T{1,2} []T{{}} [...]T{2:x} map[T]T{x:x} x() x(x) x(x...) f(f) len(x) cap(x) append(x,x...) make(T) "
    "make([]T,x) new(T) new(x) min(x,1) complex(x,1) real(x) recover() panic(x) clear(x) print(x) copy(x,x)"
).split()
_LITERALS = (
    "0 1 -1 08 0x 1e 1_000 1e400 1e99999 0x1p-9999 1<<63 1<<1000 0.1 2i 'a' '\\x' \"\" \"\\u12\" `x` nil true"
).split()
_CONSTRAINTS = (
    "[T any] [T T] [T C] [T *T] [P ~int|T] [T interface{T}] [T comparable,P []T] [T,P any]".split()
)
_BINARY = "+ - * / % & | ^ << >> &^ && || == != < <= > >= =".split()
_ASSIGNING = "= := += -= *= <<= &^= ++ --".split()


def _replacement(token: str, tokens: list[str], rng: random.Random) -> str:
    """Something of the same kind, most of the time."""
    if token in _KEYWORDS:
        return token
    if token[0].isalpha() or token[0] == "_":
        if rng.random() < 0.5:
            return rng.choice([t for t in tokens if t[0].isalpha() and t not in _KEYWORDS] or ["x"])
        made = rng.choice([*_OPERANDS, *_CONSTRAINTS]).replace("_", " ")
        names = [t for t in tokens if t[0].isalpha() and t not in _KEYWORDS] or ["x"]
        return re.sub(r"\b[xfTPC]\b", lambda _: rng.choice(names), made)
    if token[0].isdigit() or token[0] in "\"'`":
        return rng.choice(_LITERALS)
    if token in _ASSIGNING:
        return rng.choice(_ASSIGNING)
    return rng.choice(_BINARY) if token in _BINARY else token


_KEYWORDS = frozenset(_VOCABULARY[:25])


def _change_token(text: str, rng: random.Random) -> str:
    tokens = _TOKEN.findall(text)
    places = [i for i, token in enumerate(tokens) if not token.isspace() and token[:2] != "//"]
    if not places:
        return text
    at, other = rng.choice(places), rng.choice(places)
    how = rng.random()
    if how < 0.8:
        tokens[at] = _replacement(tokens[at], [tokens[i] for i in places], rng)
    elif how < 0.84:
        tokens[at] = tokens[other]
    elif how < 0.9:
        tokens[at] = rng.choice(_VOCABULARY)
    elif how < 0.93:
        tokens[at] = ""
    elif how < 0.95:
        tokens[at], tokens[other] = tokens[other], tokens[at]
    elif how < 0.97:
        tokens[at] = f"{tokens[at]} {rng.choice([*_VOCABULARY, tokens[other]])}"
    else:
        low, high = sorted((at, min(other, at + 15)))
        tokens[low:high] = []
    return "".join(tokens)


_BYTES = [
    b"\0", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xc3", b"\\", b"\\x", b"\\u", b'"', b"'", b"`",
    b"\n", b"\r", b"(", b")", b"{", b"}", b"[", b"]", b"/*", b"//line :0\n", b"\xe2\x82\xac", b"\xce\xb1",
]  # fmt: skip


def _change_bytes(content: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(content) + 1)
    end = min(len(content), at + rng.choice([1, 1, 1, 3, 20]))
    how = rng.random()
    if how < 0.4:
        return content[:at] + rng.choice(_BYTES) + content[at:]
    if how < 0.6:
        return content[:at] + bytes(rng.randrange(256) for _ in range(end - at)) + content[end:]
    if how < 0.8:
        return content[:at] + content[end:]
    if how < 0.9:
        return content[:end] + content[at:end] * rng.randint(1, 50) + content[end:]
    return content[:at]


# ------------------------------------------------------------------------------------ running


def analyze(content: bytes, mode: tuple[int, int]) -> str:
    """What goes wrong inside of goescape: empty if nothing does."""
    package = Package("p", "p", "/", ("x.go",), ())
    package.lang, package.path_option, package.complete = "go1.27", "p", False
    analysis = pipeline.analyze(
        package,
        pipeline.Sources([("x.go", content)]),
        PosTable(),
        KnownPackages({"unsafe": universe.unsafe_package()}),
        NoTemplates(),
        registry.default(),
        Flags(mode[0], 0, mode[1]),
    )
    result = analysis.result
    return f"{result.defect}\n{result.traceback}" if result.defect else ""


@dataclass(frozen=True)
class Fault:
    seed: int
    kind: str
    text: str = ""


def _work(first: int, end: int, step: int, current: "Synchronized[int]", found: object) -> None:
    """Take inputs in turn, saying beforehand which."""
    resource.setrlimit(resource.RLIMIT_AS, (BYTES_MAX, BYTES_MAX))
    for seed in range(first, end, step):
        current.value = seed
        text = analyze(make_input(seed), MODES[seed % len(MODES)])
        if text:
            found.put(Fault(seed, "internal error", text))  # type: ignore[attr-defined]
    current.value = end


class Worker:
    """A process that takes every `step`th input; started anew behind an input that it does not survive."""

    def __init__(self, first: int, end: int, step: int) -> None:
        self._end = end
        self._step = step
        self._context = multiprocessing.get_context("spawn")
        self._current = self._context.Value("q", first)
        self._seen = first
        self._since = time.monotonic()
        self.faults = self._context.Queue()
        self._process: SpawnProcess | None = None
        self._start(first)

    def _start(self, seed: int) -> None:
        self._current.value = self._seen = seed
        self._since = time.monotonic() + 60  # until everything is loaded
        arguments = (seed, self._end, self._step, self._current, self.faults)
        self._process = self._context.Process(target=_work, args=arguments, daemon=True)
        self._process.start()

    def check(self, limit: float) -> Fault | None:
        """What became of the input at hand, if it is worth a report."""
        process = self._process
        if process is None:
            return None
        seed = self._current.value
        if not process.is_alive():
            self._process = None
            if seed >= self._end and process.exitcode == 0:
                return None
            self._start(seed + self._step)
            return Fault(seed, f"process ended with status {process.exitcode}")
        if seed != self._seen:
            self._seen, self._since = seed, time.monotonic()
        elif seed < self._end and time.monotonic() - self._since > limit:
            process.kill()
            process.join()
            self._start(seed + self._step)
            return Fault(seed, f"no end in {limit:.0f} s")
        return None

    @property
    def is_done(self) -> bool:
        return self._process is None


def run(options: argparse.Namespace) -> list[Fault]:
    end = options.seed + options.count
    step = options.jobs
    workers = [Worker(options.seed + i, end, step) for i in range(step)]
    faults: list[Fault] = []
    while not all(worker.is_done for worker in workers):
        time.sleep(0.2)
        for worker in workers:
            fault = worker.check(options.limit)
            new = [fault] if fault is not None else []
            while not worker.faults.empty():
                new.append(worker.faults.get())
            for each in new:
                print(f"seed {each.seed}: {each.kind} {each.text[-options.show :]}", flush=True)
            faults += new
    return faults


def _survives(content: bytes, mode: tuple[int, int], limit: float) -> bool:
    """Whether an input passes, tried in a process of its own."""
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_try, args=(content, mode))
    process.start()
    process.join(limit)
    if process.is_alive():
        process.kill()
        process.join()
        return False
    return process.exitcode == 0


def _try(content: bytes, mode: tuple[int, int]) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (BYTES_MAX, BYTES_MAX))
    sys.exit(1 if analyze(content, mode) else 0)


def save(fault: Fault, directory: Path, limit: float) -> None:
    """Write the smallest input found that still fails."""
    mode = MODES[fault.seed % len(MODES)]

    def fails(source: str) -> bool:
        return not _survives(source.encode("utf-8", "surrogateescape"), mode, limit)

    source = make_input(fault.seed).decode("utf-8", "surrogateescape")
    small = shrink.shrink(source, fails, time.monotonic() + 300)
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / f"garbage{fault.seed}.go"
    path.write_text(small, encoding="utf-8", errors="surrogateescape")
    print(f"seed {fault.seed}: {path}")


def main() -> int:
    parser = argparse.ArgumentParser(description="Broken input ends in errors.")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=multiprocessing.cpu_count())
    parser.add_argument("--limit", type=float, default=20, help="seconds for one input")
    parser.add_argument("--show", type=int, default=600, help="characters of a traceback")
    parser.add_argument("--save", type=Path, help="shrink what was found into this directory")
    options = parser.parse_args()
    started = time.monotonic()
    faults = run(options)
    seconds = time.monotonic() - started
    print(f"{options.count} inputs in {seconds:.0f} s, {len(faults)} of them brought goescape down")
    if options.save:
        for fault in faults:
            save(fault, options.save, options.limit)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
