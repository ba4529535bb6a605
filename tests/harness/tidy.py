"""What is untidy in a tree of Python modules: definitions nobody uses, long functions, missing heads, …

Names are followed, not counted: a definition is alive if living code mentions it, beginning with what runs when
a module is loaded. A mention is a name in the same module, a name imported from it, or an attribute of the
module. Methods and fields are known by name only, so one that shares its name with a living one is missed; a method
lives also if it takes the place of one that somebody calls, or if Python calls it.
"""

import ast
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

FUNCTION_MAX = 60

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
            known = self._resolve(found.module, ast.unparse(base).partition("[")[0])
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
                    target = of_modules.get(ast.unparse(x.value))
                    if target in self.modules:
                        self._top(target, x.attr)
                elif isinstance(x, ast.Constant) and isinstance(x.value, str):
                    self._quoted(module, x.value)

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
            elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Attribute):
                continue
        for owner in module.tree.body if module in modules else ():
            if isinstance(owner, ast.ClassDef):
                for node in ast.walk(owner):
                    if _is_own_field(node):
                        written[node.attr] = f"{module.name}: {owner.name}.{node.attr}"
    return sorted(place for name, place in written.items() if name not in read)


def _is_own_field(node: ast.AST) -> "bool":
    return (
        isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    )
