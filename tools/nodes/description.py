"""The description: classes of nodes, read from their modules."""

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path

SOURCES = ("functions", "tree", "mentions", "composites", "expressions", "statements", "units")


@dataclass
class Field:
    """An attribute; its type as it is written, without quotes and `Final`."""

    name: str
    type: str

    @property
    def is_optional(self) -> bool:
        return self.type.endswith(" | None")

    @property
    def inner(self) -> str:
        """The type without `list[…]` and `| None`."""
        text = self.type
        if text.startswith("list[") and text.endswith("]"):
            text = text[len("list[") : -1]
        return text.removesuffix(" | None")

    @property
    def is_list(self) -> bool:
        return self.type.startswith("list[")


@dataclass
class Class:
    """A class of nodes, or of what is in them."""

    name: str
    base: str
    # Parameters of the constructor but `pos` and `type`.
    params: list[str] = field(default_factory=list)
    has_pos: bool = False
    has_type: bool = False
    # Attributes in order.
    fields: list[Field] = field(default_factory=list)

    @property
    def snake(self) -> str:
        return re.sub(r"(?<!^)(?=[A-Z])", "_", self.name).lower()

    @property
    def kind(self) -> str:
        return self.snake.upper()

    def built(self) -> list[Field]:
        """What the constructor is given, in order."""
        by_name = {f.name: f for f in self.fields}
        for name in self.params:
            if name not in by_name:
                raise SystemExit(f"{self.name}: parameter `{name}` is no attribute")
        return [by_name[name] for name in self.params]

    def extras(self) -> list[Field]:
        """What is set afterwards."""
        return [f for f in self.fields if f.name not in self.params]


class Description:
    """All classes, and what the unions say of them."""

    def __init__(self, folder: Path) -> None:
        self.classes: dict[str, Class] = {}
        self.names: dict[str, list[str]] = {}
        self.unions: dict[str, list[str]] = {}
        self.definers: list[str] = []
        for source in SOURCES:
            tree = ast.parse((folder / f"{source}.py").read_text())
            self.names[source] = self._module(tree)
        self.exprs = [self.classes[name] for name in self.unions["Expr"]]
        self.stmts = [self.classes[name] for name in self.unions["Stmt"]]
        self.open = {*self.unions["OpenExpr"], *self.unions["OpenStmt"]}
        self.decided = {*self.unions["DecidedExpr"], *self.unions["DecidedStmt"]}
        self.nodes = {c.name for c in (*self.exprs, *self.stmts)}
        for c in self.classes.values():
            if c.base in ("ExprNode", "Node") and c.name not in {*self.nodes, "ExprNode"}:
                raise SystemExit(f"{c.name} is in neither of the unions Expr and Stmt")
        self.parts = self._parts()

    def _module(self, tree: ast.Module) -> list[str]:
        names: list[str] = []
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                names.append(node.name)
                self._class(node)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                names.append(node.target.id)
                if ast.unparse(node.annotation) == "TypeAlias" and node.value is not None:
                    self.unions[node.target.id] = ast.unparse(node.value).split(" | ")
        return names

    def _class(self, node: ast.ClassDef) -> None:
        base = node.bases[0] if node.bases else None
        c = Class(node.name, base.id if isinstance(base, ast.Name) else "")
        self.classes[c.name] = c
        init = next(
            (d for d in node.body if isinstance(d, ast.FunctionDef) and d.name == "__init__"), None
        )
        if init is None:
            c.has_type = c.base == "ExprNode"
            return
        types: dict[str, str] = {}
        for arg in init.args.args[1:]:
            if arg.annotation is not None:
                types[arg.arg] = _text(arg.annotation)
        c.has_pos = next(iter(types), "") == "pos"
        c.has_type = "type" in types
        c.params = [name for name in types if name not in ("pos", "type")]
        for statement in init.body:
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Attribute):
                self._attribute(c, statement, types)

    def _attribute(self, c: Class, statement: ast.AnnAssign, types: dict[str, str]) -> None:
        assert isinstance(statement.target, ast.Attribute)
        name = statement.target.attr
        text = _text(statement.annotation)
        if c.name == "Local" and name == "defn":
            self.definers = text.removesuffix(" | None").split(" | ")
        if name in ("pos", "init", "type") or text.startswith("Annotated["):
            return
        if text == "Final":
            text = types[name]
        elif text.startswith("Final["):
            text = text[len("Final[") : -1]
        # The parameter may say more: that an int is a position.
        c.fields.append(Field(name, types.get(name, text) if text == "int" else text))

    def _parts(self) -> set[str]:
        """Classes that are no nodes, but have a position and hold nodes: of lists in nodes."""
        found: set[str] = set()
        for c in (*self.exprs, *self.stmts):
            for f in c.fields:
                inner = self.classes.get(f.inner)
                if f.is_list and inner is not None and inner.base == "" and inner.has_pos:
                    found.add(inner.name)
        return found

    def is_operand(self, f: Field) -> bool:
        return f.inner in ("Expr", "Stmt") or f.inner in self.nodes


def _text(annotation: ast.expr) -> str:
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        annotation = ast.parse(annotation.value, mode="eval").body
    return re.sub(r"Final\['(.*)'\]", r"Final[\1]", ast.unparse(annotation))
