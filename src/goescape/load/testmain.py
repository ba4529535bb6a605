"""The program that runs the tests of a package: what the go command makes of the names in test files.

The compiler's lines about it have its line numbers, so it is laid out as the go command lays it out, blank lines
included.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from goescape.base.diag import Sink
from goescape.base.pos import PosTable, column_of, line_of
from goescape.load.files import Files, ReadError
from goescape.load.names import quoted
from goescape.load.testplan import Tested
from goescape.syntax import directive, parser
from goescape.syntax import nodes as ast

_INNER: Final = "_test"
_OUTER: Final = "_xtest"
_FILES: Final = "command-line-arguments"
# A kind of function: what names begin with, and the type of the testing package that its parameter points to.
_KINDS: Final = (("Test", "T"), ("Benchmark", "B"), ("Fuzz", "F"))
_EXAMPLE: Final = "Example"
_TWICE: Final = "multiple definitions of TestMain"
_OUTPUT: Final = re.compile(r"(?i)^[ \t\n\r\f\v]*(unordered )?output:")
_DIRECTIVE: Final = re.compile(r"(?:line|extern|export) |[a-z0-9]+:[a-z0-9]")
_TOKEN: Final = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)|`[^`]*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\w+|\S""",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A function in a table of the program."""

    # The name by which its package is imported.
    package: str
    name: str
    # Examples: what they write, and whether the order of lines does not count.
    output: str = ""
    is_unordered: bool = False


@dataclass(slots=True)
class _Found:
    """What test files have."""

    tables: dict[str, list[_Entry]] = field(
        default_factory=lambda: {kind: [] for kind in ("Test", "Benchmark", "Fuzz", "Example")}
    )
    main: _Entry | None = None
    # Packages that have something that the program mentions.
    needed: set[str] = field(default_factory=set)
    # Why there can be no program.
    problems: list[str] = field(default_factory=list)


def program(each: Tested, files: Files) -> tuple[bytes, list[str]]:
    """The program's text, and what is wrong with functions that are called as tests are."""
    found = _Found()
    for package, scanned in ((_INNER, each.scan.tests), (_OUTER, each.scan.outer_tests)):
        for file in scanned:
            _look(found, package, f"{each.plain.dir}/{file.name}", files)
    return _text(each, found).encode("utf-8", "surrogateescape"), found.problems


def _look(found: _Found, package: str, path: str, files: Files) -> None:
    try:
        content = files.read(path)
    except ReadError:
        # It is said when the package is compiled.
        return
    counter = parser.ExprCounter()
    tree = parser.parse_file(content, path, PosTable(), Sink(), counter, directive.ORIGIN_USER)
    functions = [d for d in tree.decls if isinstance(d, ast.FuncDecl) and d.recv is None]
    for function in functions:
        if function.name.value == "TestMain" and not _has_parameter(function, "T"):
            problem = _take_main(found, package, function)
        else:
            problem = _take(found, package, function)
        if problem == _TWICE:
            # Of no place in particular.
            found.problems.append(problem)
            return
        if problem:
            line = line_of(function.pos)
            text = content.split(b"\n")[line - 1][: column_of(function.pos) - 1]
            found.problems.append(f"{path}:{line}:{text.rfind(b'func') + 1}: {problem}")
            return
    for function in functions:
        if _is_example(function):
            _take_example(found, package, function, content)


def _take_main(found: _Found, package: str, function: ast.FuncDecl) -> str:
    """Note the function that runs the tests; returns what is wrong with it."""
    problem = _problem(function, "M")
    if not problem and found.main is not None:
        return _TWICE
    if not problem:
        found.main = _Entry(package, function.name.value)
        found.needed.add(package)
    return problem


def _take(found: _Found, package: str, function: ast.FuncDecl) -> str:
    """Note a test, benchmark or fuzz target; returns what is wrong with it."""
    name = function.name.value
    for kind, parameter in _KINDS:
        if _is_called(name, kind):
            problem = _problem(function, parameter)
            if not problem:
                found.tables[kind].append(_Entry(package, name))
                found.needed.add(package)
            return problem
    return ""


def _is_called(name: str, kind: str) -> bool:
    rest = name[len(kind) : len(kind) + 1]
    return name.startswith(kind) and not rest.islower()


def _has_parameter(function: ast.FuncDecl, wanted: str) -> bool:
    """Whether the only parameter is a pointer to something with a name; from where that is does not matter."""
    params = function.type.params
    if function.type.results or len(params) != 1:
        return False
    type = params[0].type
    if not (isinstance(type, ast.Operation) and type.op == ast.OP_MUL and type.y is None):
        return False
    pointed = type.x
    if isinstance(pointed, ast.SelectorExpr):
        pointed = pointed.sel
    return isinstance(pointed, ast.Name) and pointed.value == wanted


def _problem(function: ast.FuncDecl, parameter: str) -> str:
    name = function.name.value
    said = f"wrong signature for {name}"
    if function.tparams:
        return f"{said}, test functions cannot have type parameters"
    if not _has_parameter(function, parameter):
        return f"{said}, must be: func {name}({parameter.lower()} *testing.{parameter})"
    return ""


# ----------------------------------------------------------------------------------------- examples


def _is_example(function: ast.FuncDecl) -> bool:
    type = function.type
    has_signature = bool(type.params or type.results) or function.body is None
    return _is_called(function.name.value, _EXAMPLE) and not has_signature


def _take_example(found: _Found, package: str, function: ast.FuncDecl, content: bytes) -> None:
    body = function.body
    assert body is not None
    lines = content.split(b"\n")
    first, last = _offset(lines, body.pos), _offset(lines, body.rbrace)
    comment = _last_comment(content[first:last].decode("utf-8", "surrogateescape"))
    match = _OUTPUT.match(comment)
    if match is not None:
        output = comment[match.end() :].lstrip(" ").removeprefix("\n")
        entry = _Entry(package, function.name.value, output, match[1] is not None)
        found.tables[_EXAMPLE].append(entry)
        found.needed.add(package)


def _offset(lines: list[bytes], pos: int) -> int:
    before = sum(len(line) + 1 for line in lines[: line_of(pos) - 1])
    return before + column_of(pos) - 1


def _last_comment(body: str) -> str:
    """The text of the last group of comments in a body: those with no blank line and nothing else between them."""
    group: list[str] = []
    line = 1
    # Where the last token and the last comment end; a comment behind a token is a group with others of its line.
    token_end = comment_end = 0
    is_trailing = False
    at = 0
    for match in _TOKEN.finditer(body):
        line += body.count("\n", at, match.start())
        end = line + match.group().count("\n")
        if match["comment"] is None:
            token_end, comment_end = end, 0
        else:
            goes_on = comment_end and line <= comment_end + (0 if is_trailing else 1)
            if not goes_on:
                group = []
                is_trailing = line == token_end
            group.append(match.group())
            comment_end = end
        line, at = end, match.end()
    return _comment_text(group)


def _comment_text(group: list[str]) -> str:
    """What comments say, without their marks, trailing blanks, and blank lines before and in rows."""
    said: list[str] = []
    for comment in group:
        if comment.startswith("/*"):
            text = comment[2:-2]
        else:
            text = comment[2:]
            if text.startswith(" "):
                text = text[1:]
            elif _DIRECTIVE.match(text):
                continue
        said += [line.rstrip(" \t\r\n") for line in text.split("\n")]
    kept: list[str] = []
    for line in said:
        if line or (kept and kept[-1]):
            kept.append(line)
    if kept and kept[-1]:
        kept.append("")
    return "\n".join(kept)


# ------------------------------------------------------------------------------------------ the text


def _text(each: Tested, found: _Found) -> str:
    imports: list[str] = []
    if each.inner.go_files:
        imports += _block([_import(found, _INNER, each.plain.import_path)])
    else:
        imports.append("")
    if each.outer is not None:
        imports += _block([_import(found, _OUTER, each.outer.plain_path)])
    else:
        imports.append("")
    module = "" if each.plain.module is None else each.plain.module.path
    path = "" if each.plain.import_path == _FILES else each.plain.import_path
    lines = ["", "// Code generated by 'go test'. DO NOT EDIT.", "", "package main", ""]
    lines += ["import (", '\t"os"']
    lines += [""] if found.main is None else _block(['\t"reflect"'])
    lines += ['\t"testing"', '\t"testing/internal/testdeps"', "", "", *imports, ")"]
    lines += _table("tests", "InternalTest", found.tables["Test"])
    lines += _table("benchmarks", "InternalBenchmark", found.tables["Benchmark"])
    lines += _table("fuzzTargets", "InternalFuzzTarget", found.tables["Fuzz"])
    lines += _table("examples", "InternalExample", found.tables[_EXAMPLE])
    lines += ["", "func init() {", ""]
    lines += [f"\ttestdeps.ModulePath = {quoted(module)}"]
    lines += [f"\ttestdeps.ImportPath = {quoted(path)}", "}", "", "func main() {"]
    tables = "tests, benchmarks, fuzzTargets, examples"
    lines += [f"\tm := testing.MainStart(testdeps.TestDeps{{}}, {tables})"]
    if found.main is None:
        ending = ["\tos.Exit(m.Run())"]
    else:
        code = 'reflect.ValueOf(m).Elem().FieldByName("exitCode").Int()'
        ending = [f"\t{found.main.package}.TestMain(m)", f"\tos.Exit(int({code}))"]
    return "\n".join([*lines, *_block(ending), "}", "", ""])


def _block(lines: list[str]) -> list[str]:
    """Lines that are there on a condition have one blank line before and one behind."""
    return ["", *lines, ""]


def _import(found: _Found, name: str, path: str) -> str:
    return f"\t{name if name in found.needed else '_'} {quoted(path)}"


def _table(name: str, kind: str, entries: list[_Entry]) -> list[str]:
    lines = ["", f"var {name} = []testing.{kind}{{"]
    for entry in entries:
        more = ""
        if kind == "InternalExample":
            more = f", {quoted(entry.output)}, {str(entry.is_unordered).lower()}"
        lines += ["", f'\t{{"{entry.name}", {entry.package}.{entry.name}{more}}},']
    return [*lines, "", "}"]
