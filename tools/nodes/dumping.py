"""The module that shows nodes."""

from tools.nodes.description import Class, Description, Field
from tools.nodes.text import Branch, Module, call, chain, is_class, returned

# Spelled by `ir.dump`: what is short and frequent.
DUMPED_BY_HAND = {"Use", "Literal", "GlobalUse", "FuncUse", "FuncLit", "Nil"}
# Methods of `Dump` by the type of a field, and types of what has a name.
TEXTS = {
    "Expr": "expr", "Expr | None": "optional", "list[Expr]": "exprs", "list[Expr | None]": "optionals",
    "Local": "local", "Local | None": "optional_local", "Label": "label",
    "Label | None": "optional_label", "Type": "type", "list[Type]": "types", "Constant": "constant",
    "str": "text", "list[int]": "numbers",
}  # fmt: skip
NAMED = {"Var", "FuncObject", "Func", "Global"}


def dumping(d: Description) -> str:
    module = Module(
        "Dumping: nodes with all their fields, positions left out.",
        [
            "from typing import TYPE_CHECKING",
            "",
            "from goescape.base.bug import InternalError",
            "from goescape.ir import nodes as ir",
            "",
            "if TYPE_CHECKING:",
            "    from goescape.ir.dump import Dump",
        ],
    )
    exprs = [c for c in d.exprs if c.name not in DUMPED_BY_HAND]
    chain(
        module,
        'def NAME(d: "Dump", x: ir.Expr) -> str:',
        "expr",
        "The text of `x`, its `init` left out.",
        [
            Branch(is_class("x", [c.name]), call(8, "return d.node", _node_args(d, c)))
            for c in exprs
        ],
        ['    raise InternalError(f"dump: unknown node {type(x).__name__}", x.pos)'],
        "return NAME(d, x)",
    )
    chain(
        module,
        'def NAME(d: "Dump", s: ir.Stmt) -> None:',
        "stmt",
        "Add the lines of `s`, its `init` left out.",
        [Branch(is_class("s", [c.name]), returned(lines_of(d, c, "s", 8))) for c in d.stmts],
        ['    raise InternalError(f"dump: unknown node {type(s).__name__}", s.pos)'],
        "NAME(d, s)",
    )
    used = {f.inner for c in exprs for f in c.fields if f.inner in d.parts}
    for part in sorted(d.parts):
        c = d.classes[part]
        if part in used:
            head = f'def _{c.snake}(d: "Dump", part: ir.{c.name}) -> str:'
            module.function([head, *call(4, "return d.part", [_texts(d, c, "part")])])
        else:
            head = f'def _{c.snake}(d: "Dump", part: ir.{c.name}) -> None:'
            module.function([head, *lines_of(d, c, "part", 4)])
    return module.text()


def _node_args(d: Description, c: Class) -> list[str | list[str]]:
    return [f'"{c.name}"', "x.type" if c.has_type else "None", _texts(d, c, "x")]


def _texts(d: Description, c: Class, var: str) -> list[str]:
    return [text for f in (*c.built(), *c.extras()) for text in text_of(d, f, var)]


def text_of(d: Description, f: Field, var: str) -> list[str]:
    """How a field is shown within a line, if it is."""
    path = f"{var}.{f.name}"
    if f.type in TEXTS:
        return [f"d.{TEXTS[f.type]}({path})"]
    if f.type == "Pos":
        return []
    if f.type == "int":
        return [f'd.number("{f.name}", {path})']
    if f.type == "bool":
        return [f'd.flag("{f.name}", {path})']
    if f.type in NAMED:
        return [f"{path}.name"]
    if f.inner in NAMED:
        return [f'"" if {path} is None else {path}.name']
    if f.inner in d.parts:
        return [f"d.all([_{d.classes[f.inner].snake}(d, part) for part in {path}])"]
    if f.type == "list[Stmt]":
        return [f"d.inlined({path})"]
    if f.inner in d.nodes:
        return [f"d.all([d.expr(x) for x in {path}])" if f.is_list else f"d.expr({path})"]
    raise SystemExit(f"what does `{f.name}: {f.type}` look like?")


def lines_of(d: Description, c: Class, var: str, indent: int) -> list[str]:
    """What shows a statement, or a clause: a line, and statements in it below."""
    space = " " * indent
    texts: list[str] = []
    below: list[str] = []
    for f in (*c.built(), *c.extras()):
        path = f"{var}.{f.name}"
        if f.type == "list[Stmt]":
            below.append(f'{space}d.block("{f.name}", {path})')
        elif f.type == "Stmt | None":
            below.append(f'{space}d.block("{f.name}", [] if {path} is None else [{path}])')
        elif f.inner in d.parts:
            part = d.classes[f.inner].snake
            below += [f"{space}for {part} in {path}:", f"{space}    _{part}(d, {part})"]
        else:
            texts += text_of(d, f, var)
    lines = call(indent, "d.line", [f'"{c.name}"', texts])
    return [*lines, f"{space}d.depth += 1", *below, f"{space}d.depth -= 1"] if below else lines
