"""What is untidy in a tree of Python modules: definitions nobody uses, long functions, missing heads, …

Names are followed, not counted: a definition is alive if living code mentions it, beginning with what runs when
a module is loaded. A mention is a name in the same module, a name imported from it, or an attribute of the
module. Methods and fields are known by name only, so one that shares its name with a living one is missed; a method
lives also if it takes the place of one that somebody calls, or if Python calls it.
"""

import ast
import builtins
import fnmatch
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeGuard

FUNCTION_MAX = 60
# Lines of one case of a function that does nothing but tell cases apart.
CASE_MAX = 10

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass
class Definition:
    """Something with a name, and what its code mentions."""

    module: "Module"
    name: str  # `f`, `C`, `C.m`
    line: int
    nodes: list[ast.AST]
    owner: "Definition | None" = None
    bases: list[ast.expr] = field(default_factory=list)
    is_root: bool = False

    def __str__(self) -> str:
        return f"{self.module.name}:{self.line}: {self.name}"


class Module:
    """One source file and what it defines."""

    def __init__(self, name: str, source: str) -> None:
        self.name = name  # `goescape.check.call`
        self.tree = ast.parse(source)
        self.top: dict[str, Definition] = {}
        self.members: list[Definition] = []
        self.loaded: list[ast.AST] = []  # what runs when the module is loaded
        for statement in self.tree.body:
            self._collect(statement)

    def _collect(self, statement: ast.stmt) -> None:
        if isinstance(statement, FUNCTIONS):
            self._define(statement.name, statement, bool(statement.decorator_list))
        elif isinstance(statement, ast.ClassDef):
            self._class(statement)
        elif isinstance(statement, (ast.Assign, ast.AnnAssign)):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            if all(isinstance(target, ast.Name) for target in targets):
                for target in targets:
                    assert isinstance(target, ast.Name)
                    self._define(target.id, statement, _is_dunder(target.id))
            else:
                self.loaded.append(statement)
        elif isinstance(statement, (ast.If, ast.Try)):
            for child in ast.iter_child_nodes(statement):
                if isinstance(child, ast.stmt):
                    self._collect(child)
                else:
                    self.loaded.append(child)
        elif not isinstance(statement, (ast.Import, ast.ImportFrom)):
            self.loaded.append(statement)

    def _define(self, name: str, node: ast.stmt, is_root: bool) -> Definition:
        found = Definition(self, name, node.lineno, [node], is_root=is_root)
        self.top[name] = found
        return found

    def _class(self, node: ast.ClassDef) -> None:
        found = self._define(node.name, node, False)
        found.bases = node.bases
        found.nodes = [*node.bases, *node.decorator_list, *node.keywords]
        for statement in node.body:
            if isinstance(statement, FUNCTIONS):
                name = f"{node.name}.{statement.name}"
                member = Definition(self, name, statement.lineno, [statement], found)
                if _is_dunder(statement.name):
                    found.nodes.append(statement)
                else:
                    self.members.append(member)
            else:
                found.nodes.append(statement)

    def aliases(self, modules: set[str]) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
        """Names that stand for modules, and names that stand for a definition of a module."""
        of_modules: dict[str, str] = {}
        of_names: dict[str, tuple[str, str]] = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    of_modules[alias.asname or alias.name] = alias.name
            elif isinstance(node, ast.ImportFrom) and node.module is not None:
                for alias in node.names:
                    whole = f"{node.module}.{alias.name}"
                    if whole in modules:
                        of_modules[alias.asname or alias.name] = whole
                    else:
                        of_names[alias.asname or alias.name] = (node.module, alias.name)
        return of_modules, of_names


def _dotted(node: ast.expr) -> str:
    """`a.b`; empty for anything else than names."""
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return node.id if isinstance(node, ast.Name) else ""


def _is_dunder(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def load(root: Path, package: str) -> list[Module]:
    """The modules below `root`, which is the folder of `package`."""
    found = []
    for path in sorted(root.rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        parts = parts[:-1] if parts[-1] == "__init__" else parts
        found.append(Module(".".join((package, *parts)), path.read_text(encoding="utf-8")))
    return found


# -------------------------------------------------------------------------------- dead definitions


def dead(modules: list[Module], entries: list[Module]) -> list[Definition]:
    """The definitions in `modules` that neither their own living code nor that of `entries` mentions."""
    return _Liveness(modules, entries).dead()


class _Liveness:
    def __init__(self, modules: list[Module], entries: list[Module]) -> None:
        self.modules = {module.name: module for module in [*modules, *entries]}
        self.asked = modules
        self.aliases = {m.name: m.aliases(set(self.modules)) for m in self.modules.values()}
        self.members: dict[str, list[Definition]] = defaultdict(list)
        self.of_class: dict[str, list[Definition]] = defaultdict(list)
        for module in self.modules.values():
            for member in module.members:
                assert member.owner is not None
                self.members[member.name.rpartition(".")[2]].append(member)
                self.of_class[member.owner.name].append(member)
        self.alive: set[int] = set()
        self.called: set[str] = set()
        self.todo: list[Definition] = []
        for module in self.modules.values():
            self._mentions(module, module.loaded)
            for found in module.top.values():
                if found.is_root or module in entries:
                    self._reach(found)
            if module in entries:
                for member in module.members:
                    self._reach(member)

    def dead(self) -> list[Definition]:
        while self.todo:
            found = self.todo.pop()
            self._mentions(found.module, found.nodes)
            for member in self.of_class.get(found.name, ()):
                name = member.name.rpartition(".")[2]
                if member.owner is found and (name in self.called or self._is_foreign(found, name)):
                    self._reach(member)
        every = [d for module in self.asked for d in [*module.top.values(), *module.members]]
        return [d for d in every if id(d) not in self.alive and not self._in_dead(d)]

    def _in_dead(self, found: Definition) -> bool:
        """The class is told, not each of its methods."""
        return found.owner is not None and id(found.owner) not in self.alive

    def _is_foreign(self, found: Definition, name: str) -> bool:
        """Whether a method may take the place of one of a class that stands elsewhere."""
        for base in found.bases:
            dotted = _dotted(base.value if isinstance(base, ast.Subscript) else base)
            if dotted == "ABC":
                continue
            known = self._resolve(found.module, dotted)
            if known is None or self._is_foreign(known, name):
                return True
        return False

    def _resolve(self, module: Module, dotted: str) -> Definition | None:
        """The definition that a name stands for in a module; None if it is not one of ours."""
        of_modules, of_names = self.aliases[module.name]
        if dotted in module.top:
            return module.top[dotted]
        if dotted in of_names:
            home, name = of_names[dotted]
        else:
            before, _, name = dotted.rpartition(".")
            home = of_modules.get(before, "")
        return self.modules[home].top.get(name) if home in self.modules else None

    def _reach(self, found: Definition) -> None:
        if id(found) not in self.alive:
            self.alive.add(id(found))
            self.todo.append(found)

    def _attribute(self, name: str) -> None:
        if name in self.called:
            return
        self.called.add(name)
        for member in self.members.get(name, ()):
            if id(member.owner) in self.alive:
                self._reach(member)

    def _mentions(self, module: Module, nodes: list[ast.AST]) -> None:
        of_modules, of_names = self.aliases[module.name]
        for node in nodes:
            for x in ast.walk(node):
                if isinstance(x, ast.Name) and isinstance(x.ctx, ast.Load):
                    self._name(module, x.id, of_names)
                elif isinstance(x, ast.Attribute):
                    if isinstance(x.ctx, ast.Load):
                        self._attribute(x.attr)
                    target = of_modules.get(_dotted(x.value))
                    if target in self.modules:
                        self._top(target, x.attr)
                elif isinstance(x, ast.Constant) and isinstance(x.value, str):
                    self._quoted(module, x.value)
                    if module.name.startswith("tools") and x.value.isidentifier():
                        # Tools read sources: they name definitions in quotes.
                        for target in self.modules:
                            self._top(target, x.value)

    def _quoted(self, module: Module, text: str) -> None:
        """An annotation in quotes."""
        if re.fullmatch(r"[\w.\[\], |]+", text) and not text.isdigit():
            try:
                self._mentions(module, [ast.parse(text.strip(), mode="eval")])
            except SyntaxError:
                return

    def _name(self, module: Module, name: str, of_names: dict[str, tuple[str, str]]) -> None:
        if name in module.top:
            self._reach(module.top[name])
        elif name in of_names:
            self._top(*of_names[name])

    def _top(self, module: str, name: str) -> None:
        if module not in self.modules:
            return
        if name in self.modules[module].top:
            self._reach(self.modules[module].top[name])
        else:
            passed_on = self.aliases[module][1].get(name)
            if passed_on is not None and passed_on != (module, name):
                self._top(*passed_on)


def unread_fields(modules: list[Module], entries: list[Module]) -> list[str]:
    """`module: Class.field` of fields that are set and never read, known by name."""
    read: set[str] = set()
    written: dict[str, str] = {}
    for module in [*modules, *entries]:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                read.add(node.attr)
        for owner in module.tree.body if module in modules else ():
            if isinstance(owner, ast.ClassDef):
                for node in ast.walk(owner):
                    if _is_own_field(node):
                        written[node.attr] = f"{module.name}: {owner.name}.{node.attr}"
    return sorted(place for name, place in written.items() if name not in read)


def _is_own_field(node: ast.AST) -> TypeGuard[ast.Attribute]:
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    )


def unread_arguments(modules: list[Module]) -> list[str]:
    """Arguments of functions, commands among them, that no code reads. Methods may have to take them."""
    found = []
    for module in modules:
        for node in module.tree.body:
            if isinstance(node, FUNCTIONS):
                read = {x.id for s in node.body for x in ast.walk(s) if isinstance(x, ast.Name)}
                arguments = node.args.posonlyargs + node.args.args + node.args.kwonlyargs
                for argument in arguments:
                    if argument.arg not in read and not argument.arg.startswith("_"):
                        found.append(f"{module.name}:{node.lineno}: {node.name}({argument.arg})")
    return found


# ------------------------------------------------------------------------------------------- form


def without_head(modules: list[Module]) -> list[str]:
    """Modules that do not say what they are for."""
    return [m.name for m in modules if m.tree.body and ast.get_docstring(m.tree) is None]


def long_functions(modules: list[Module]) -> list[str]:
    """Longer ones may only tell cases apart, each in a few lines."""
    found = []
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, FUNCTIONS) and _n_lines([node]) > FUNCTION_MAX:
                if not _only_tells_cases_apart(node.body):
                    found.append(f"{module.name}:{node.lineno}: {node.name}, {_n_lines([node])}")
    return found


def _n_lines(nodes: Sequence[ast.stmt]) -> int:
    return (nodes[-1].end_lineno or 0) - nodes[0].lineno + 1


def _only_tells_cases_apart(body: Sequence[ast.stmt]) -> bool:
    n_others = 0
    for statement in body:
        if not isinstance(statement, ast.If):
            n_others += _n_lines([statement])
            continue
        case = statement
        while True:
            if _n_lines(case.body) > CASE_MAX:
                return False
            if len(case.orelse) != 1 or not isinstance(case.orelse[0], ast.If):
                break
            case = case.orelse[0]
    return n_others <= CASE_MAX


# ---------------------------------------------------------------------------------------- release


def named_releases(modules: list[Module], minor: int) -> list[str]:
    """Strings that name the release that is simulated; they would be forgotten when another comes."""
    found = []
    for module in modules:
        heads = {id(head) for head in _docstrings(module.tree)}
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if id(node) not in heads and re.search(rf"\b(go)?1\.{minor}\b", node.value):
                    found.append(f"{module.name}:{node.lineno}: {node.value!r}")
    return found


def _docstrings(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, *FUNCTIONS)) and node.body:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value


def numbers(modules: list[Module]) -> list[str]:
    """Constants of modules that are numbers of more than one digit, and not limits of our own.

    What a pass compares sizes, counts and costs with belongs to a release. Limits of our own have ENOUGH in their names.
    Versions of the language that something came with have SINCE. Numbers that only tell things apart go on from those
    before: by one, or by one bit.
    """
    found = []
    for module in modules:
        before = 0
        for name, definition in module.top.items():
            node = definition.nodes[0]
            if not isinstance(node, (ast.AnnAssign, ast.Assign)) or node.value is None:
                continue
            value = node.value.value if isinstance(node.value, ast.Constant) else None
            goes_on = value in (before + 1, 2 * before)
            is_ours = "ENOUGH" in name or name.endswith("SINCE")
            if not is_ours and not goes_on and _is_large_number(node.value):
                found.append(f"{module.name}:{node.lineno}: {name}")
            before = value if isinstance(value, int) else 0
    return found


def _is_large_number(value: ast.expr) -> bool:
    if isinstance(value, ast.BinOp):
        return _is_large_number(value.left) or _is_large_number(value.right)
    return isinstance(value, ast.Constant) and isinstance(value.value, int) and value.value > 9


# ------------------------------------------------------------------------------------------- docs


def _visible(root: Path) -> Iterator[Path]:
    """Files and folders, hidden ones and what was built left out."""
    for path in root.iterdir():
        if not path.name.startswith(".") and path.name not in ("build", "__pycache__"):
            yield path
            if path.is_dir():
                yield from _visible(path)


class Tree:
    """What documents may mention: files, modules, definitions, options, commands of the Makefile."""

    def __init__(self, root: Path, modules: list[Module], others: list[Module]) -> None:
        self.root = root
        self.files: set[str] = set()
        folders: set[str] = set()
        for path in _visible(root):
            (folders if path.is_dir() else self.files).add(path.name)
        self.modules = modules
        self.dotted = {module.name for module in modules}
        self.words: set[str] = folders.union(dir(builtins))
        self.options: set[str] = set()
        for module in modules:
            self.words.update(module.name.split("."))
        for module in [*modules, *others]:
            for node in ast.walk(module.tree):
                self._note(node, module in modules)
        makefile = root / "Makefile"
        text = makefile.read_text(encoding="utf-8") if makefile.exists() else ""
        self.targets = set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))

    def _note(self, node: ast.AST, is_ours: bool) -> None:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if node.value.startswith("-"):
                self.options.add(node.value)
            if node.value.endswith(".toml"):
                # What users write.
                self.files.add(node.value)
        elif is_ours and isinstance(node, ast.ImportFrom):
            self.words.update(alias.name for alias in node.names)
        elif is_ours and isinstance(node, (ast.ClassDef, *FUNCTIONS)):
            self.words.add(node.name)
        elif is_ours and isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            self.words.add(node.id)
        elif is_ours and isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            self.words.add(node.attr)

    def unknown(self, text: str, is_about_code: bool) -> list[str]:
        """What a document puts between backquotes, looks like one of ours, and does not exist.

        Documents about the code may mention modules and definitions by their bare names.
        """
        text = re.sub(r"^( {4}|```).*$", "", text, flags=re.MULTILINE)
        found = []
        for quoted in re.findall(r"`([^`\n]+)`", text):
            if not self._is_known(quoted, is_about_code):
                found.append(quoted)
        return found

    def _is_known(self, quoted: str, is_about_code: bool) -> bool:
        if quoted.startswith("make ") and re.fullmatch(r"make [a-z-]+", quoted):
            return quoted.removeprefix("make ") in self.targets
        for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", quoted):
            if quoted.startswith("goescape") and option not in self.options:
                return False
        if re.fullmatch(r"[\w./-]+\.(py|md|toml|txt|txtar)", quoted):
            return self._has_file(quoted)
        if is_about_code and re.fullmatch(r"[a-z]+(/[a-z]+)+", quoted):
            return f"goescape.{quoted.replace('/', '.')}" in self.dotted or self._has_file(quoted)
        if is_about_code and re.fullmatch(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*(…)?", quoted):
            return all(self._has_word(word) for word in quoted.split("."))
        return True

    def _has_file(self, name: str) -> bool:
        # A name in capitals stands for any.
        name = re.sub(r"\b[A-Z]+(?=[./])", "*", name)
        if "/" not in name:
            return any(fnmatch.fnmatchcase(each, name) for each in self.files)
        below = ("", "src/goescape", "tests")
        return any(next((self.root / folder).glob(name), None) is not None for folder in below)

    def _has_word(self, word: str) -> bool:
        if word.endswith("…"):
            return any(each.startswith(word[:-1]) for each in self.words)
        return word in self.words
