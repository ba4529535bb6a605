"""What our checker knows of a package, in the lines that `gotypes` prints for go/types."""

from collections.abc import Iterator
from pathlib import Path

from goescape.base.constant import exact_string
from goescape.base.diag import Sink
from goescape.base.pos import PosTable
from goescape.check import info
from goescape.check.checker import CheckedPackage, Config
from goescape.check.driver import check_package
from goescape.check.importer import KnownPackages
from goescape.load.model import Package
from goescape.session import build as builds
from goescape.session.flags import FlagRules, parse
from goescape.syntax import nodes as ast
from goescape.syntax import parser
from goescape.syntax.directive import ORIGIN_RUNTIME
from goescape.toolchain import registry
from goescape.types import universe
from goescape.types.objects import VAR_FIELD, Label, Var
from goescape.types.objects import Package as TypesPackage
from tests.check.spelling import MODES, Speller

_KINDS: dict[type, str] = {
    ast.Name: "name",
    ast.BasicLit: "literal",
    ast.CompositeLit: "composite",
    ast.KeyValueExpr: "pair",
    ast.FuncLit: "closure",
    ast.ParenExpr: "paren",
    ast.SelectorExpr: "selector",
    ast.AssertExpr: "assert",
    ast.TypeSwitchGuard: "assert",
    ast.IndexExpr: "index",
    ast.SliceExpr: "slice",
    ast.CallExpr: "call",
    ast.Operation: "operation",
    ast.ArrayType: "array",
    ast.SliceType: "array",
    ast.DotsType: "dots",
    ast.StructType: "struct",
    ast.InterfaceType: "interface",
    ast.FuncType: "func",
    ast.MapType: "map",
    ast.ChanType: "chan",
    ast.ListExpr: "list",
}
_SELECTIONS = {
    info.FIELD_VALUE: "field",
    info.METHOD_VALUE: "method",
    info.METHOD_EXPR: "method expression",
}


class World:
    """Packages of the standard library, checked from their sources, each once.

    `edits` are changes to the sources: by name of the file, what to replace and by what.
    """

    def __init__(self, edits: dict[str, tuple[bytes, bytes]] | None = None) -> None:
        self.table = PosTable()
        self._edits = edits or {}
        self._toolchain = registry.default()
        self._packages: dict[str, Package] = {}
        self._declared: dict[str, TypesPackage] = {}

    def facts(self, path: str) -> Iterator[str]:
        """Everything known of the package called `path`."""
        rules = FlagRules("/")
        rules.add_named(parse(["-m", "-l"]))
        plan = builds.plan(builds.Request([path], "/", rules))
        self._packages.update(plan.graph.packages)
        for dependency in plan.graph.order:
            if dependency not in (path, "unsafe") and dependency not in self._declared:
                files, counter = self._parse(dependency)
                for file in files:
                    file.decls[:] = map(_outline, file.decls)
                self._declared[dependency] = self._check(dependency, files, counter, Sink()).pkg
        files, counter = self._parse(path)
        sink = Sink()
        checked = self._check(path, files, counter, sink)
        assert not sink.has_errors, [diagnostic.message for diagnostic in sink.diagnostics]
        return _facts(checked, Speller(self.table))

    def _parse(self, path: str) -> tuple[list[ast.File], parser.ExprCounter]:
        package = self._packages[path]
        counter = parser.ExprCounter()
        files = []
        for shown, place in zip(package.compiler_files, package.file_paths, strict=True):
            source = Path(place).read_bytes()
            if place.rpartition("/")[2] in self._edits:
                old, new = self._edits[place.rpartition("/")[2]]
                assert old in source
                source = source.replace(old, new)
            files.append(
                parser.parse_file(source, shown, self.table, Sink(), counter, ORIGIN_RUNTIME)
            )
        return files, counter

    def _check(
        self, path: str, files: list[ast.File], counter: parser.ExprCounter, sink: Sink
    ) -> CheckedPackage:
        package = self._packages[path]
        known = {"unsafe": universe.unsafe_package()}
        for written in package.imports:
            if written != "unsafe":
                known[written] = self._declared[package.resolve(written)]
        return check_package(
            files,
            package.link_path,
            self.table,
            KnownPackages(known),
            Config(self._toolchain, package.lang),
            sink,
            counter.next,
        )


def _outline(decl: ast.Decl) -> ast.Decl:
    """What importers see of a declaration; errors that the lack of the rest causes are nobody's concern."""
    if isinstance(decl, ast.FuncDecl) and decl.body is not None:
        empty = ast.BlockStmt(decl.body.pos, [], decl.body.rbrace)
        return ast.FuncDecl(
            decl.pos, decl.pragma, decl.recv, decl.name, decl.tparams, decl.type, empty
        )
    if isinstance(decl, ast.VarDecl):
        for value in parser.unpack(decl.values):
            literal = value.x if isinstance(value, ast.Operation) else value
            if isinstance(literal, ast.CompositeLit) and not _is_open_array(literal.type):
                literal.elems.clear()
    return decl


def _is_open_array(e: ast.Expr | None) -> bool:
    """`[...]T`: the length is that of the literal."""
    return isinstance(e, ast.ArrayType) and e.len is None


def _facts(checked: CheckedPackage, spell: Speller) -> Iterator[str]:
    known = checked.info
    for file in checked.files:
        for node in _nodes(file):
            if isinstance(node, ast.ExprNode):
                where = f"{spell.place(node.pos)}\t{_KINDS[type(node)]}"
                for sort, text in _facts_of(node, known, spell):
                    yield f"{sort}\t{where}\t{text}"
            elif isinstance(node, ast.Field) and node.name is None and node in known.field_vars:
                yield from _embedded(node, known.field_vars[node], spell)
        yield from _labels(file, checked.pkg, spell)
    for step in known.init_order:
        names = ",".join(v.name for v in step.lhs)
        yield f"init\t{names}\t{spell.place(step.rhs.pos)}"


def _facts_of(node: ast.ExprNode, known: info.Info, spell: Speller) -> Iterator[tuple[str, str]]:
    idx = node.idx
    if known.modes[idx] != info.MODE_NONE:
        yield "type", _type_and_value(idx, known, spell)
    declared, used = known.defs[idx], known.uses[idx]
    if declared is not None:
        type_ = spell.type(spell.declared_type(declared))
        yield "def", f"{spell.object(declared)} {type_}{spell.contents(declared)}"
    if used is not None:
        yield "use", spell.object(used)
    instance = known.instances.get(idx)
    if instance is not None:
        yield "instance", f"{spell.targs(instance.targs)} {spell.type(instance.type)}"
    found = known.selections.get(idx)
    if found is not None:
        index = "[" + " ".join(map(str, found.index)) + "]"
        indirect = str(found.indirect).lower()
        yield (
            "selection",
            f"{_SELECTIONS[found.kind]} {spell.type(found.recv)} {spell.object(found.obj)} "
            f"{index} {indirect} {spell.type(found.type)}",
        )


def _type_and_value(idx: int, known: info.Info, spell: Speller) -> str:
    mode = known.modes[idx]
    if mode == info.MODE_NIL:
        return "nil"
    value = known.values[idx]
    equals = f" = {exact_string(value)}" if value is not None else ""
    return f"{MODES[mode]} {spell.type(known.types[idx])}{equals}"


def _embedded(node: ast.Field, var: Var, spell: Speller) -> Iterator[str]:
    """An embedded field is declared by the name in its type."""
    if var.kind == VAR_FIELD:
        text = f"{spell.object(var)} {spell.type(var.type)}"
        yield f"def\t{spell.place(var.pos)}\tname\t{text}"


def _labels(file: ast.File, pkg: TypesPackage, spell: Speller) -> Iterator[str]:
    """Labels are resolved by the parser: a jump knows the statement it leaves or goes to."""
    labels: dict[ast.Node, str] = {}
    jumps: list[ast.BranchStmt] = []
    for node in _nodes(file):
        if isinstance(node, ast.LabeledStmt):
            name = node.label
            described = spell.object(Label(name.pos, pkg, name.value))
            labels[node] = labels[node.stmt] = described
            yield f"def\t{spell.place(name.pos)}\tname\t{described} invalid type"
        elif isinstance(node, ast.BranchStmt):
            jumps.append(node)
    for jump in jumps:
        if jump.label is not None and jump.target is not None:
            yield f"use\t{spell.place(jump.label.pos)}\tname\t{labels[jump.target]}"


def _nodes(file: ast.File) -> Iterator[ast.Node]:
    """All nodes of a file, each once (`a, b int` makes two fields with one type)."""
    seen: set[int] = set()
    attributes: dict[type, list[str]] = {}
    waiting: list[object] = [file]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, ast.Node) and id(node) not in seen:
            seen.add(id(node))
            yield node
            cls = type(node)
            if cls not in attributes:
                attributes[cls] = _attributes(cls)
            waiting.extend(getattr(node, name) for name in attributes[cls])


def _attributes(cls: type) -> list[str]:
    names = {name for base in cls.__mro__ for name in getattr(base, "__slots__", ())}
    return sorted(names | set(getattr(cls, "__mypyc_attrs__", ())))
