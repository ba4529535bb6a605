"""Modules that walk: what is right below a node, and calls in it that were inlined."""

from collections.abc import Callable

from tools.nodes.description import Class, Description
from tools.nodes.text import Branch, Module, chain, condition_fits, is_class, returned


def walking(d: Description) -> str:
    module = Module(
        "Walking: the nodes right below a node.",
        ["from goescape.base.bug import InternalError", "from goescape.ir import nodes as ir"],
    )
    for name, classes in (("expr", d.exprs), ("stmt", d.stmts)):
        base = "ExprNode" if name == "expr" else "Node"
        branches = branches_of(d, classes, "node", lambda c: below(d, c, "node", 8))
        chain(
            module,
            f"def NAME(node: ir.{base}, out: list[ir.Node]) -> None:",
            f"below_{name}",
            "Add the nodes below `node`, in the compiler's order; not its `init`.",
            branches,
            ['    raise InternalError(f"walk: unknown node {type(node).__name__}", node.pos)'],
            "NAME(node, out)",
        )
    lists = [c for c in (*d.exprs, *d.stmts) if stmt_lists(d, c, "node", 8)]
    chain(
        module,
        "def NAME(node: ir.Node, out: list[list[ir.Stmt]]) -> None:",
        "stmt_lists",
        "Add the lists of statements that `node` itself holds; not its `init`.",
        [Branch(is_class("node", [c.name]), returned(stmt_lists(d, c, "node", 8))) for c in lists],
        [],
        "NAME(node, out)",
    )
    return module.text()


def branches_of(
    d: Description, classes: list[Class], var: str, lines_of: Callable[[Class], list[str]]
) -> list[Branch]:
    """A branch for each class; neighbours for which nothing is done share one."""
    out: list[Branch] = []
    idle: list[str] = []
    for c in classes:
        lines = lines_of(c)
        if not lines and (not idle or condition_fits(var, [*idle, c.name])):
            idle.append(c.name)
            continue
        if idle:
            out.append(Branch(is_class(var, idle), ["        return"]))
            idle = []
        if lines:
            out.append(Branch(is_class(var, [c.name]), returned(lines)))
        else:
            idle = [c.name]
    if idle:
        out.append(Branch(is_class(var, idle), ["        return"]))
    return out


def below(d: Description, c: Class, at: str, indent: int) -> list[str]:
    space = " " * indent
    out: list[str] = []
    for f in c.fields:
        path = f"{at}.{f.name}"
        if f.inner in d.parts:
            part = d.classes[f.inner]
            inner = below(d, part, part.snake, indent + 4)
            if inner:
                out.append(f"{space}for {part.snake} in {path}:")
                out.extend(inner)
        elif not d.is_operand(f):
            continue
        elif f.is_list and " | None" in f.type:
            out.append(f"{space}for item in {path}:")
            out.append(f"{space}    if item is not None:")
            out.append(f"{space}        out.append(item)")
        elif f.is_list:
            out.append(f"{space}out.extend({path})")
        elif f.is_optional:
            out.append(f"{space}if {path} is not None:")
            out.append(f"{space}    out.append({path})")
        else:
            out.append(f"{space}out.append({path})")
    return out


def stmt_lists(d: Description, c: Class, at: str, indent: int) -> list[str]:
    space = " " * indent
    out: list[str] = []
    for f in c.fields:
        if f.inner in d.parts:
            part = d.classes[f.inner]
            inner = stmt_lists(d, part, part.snake, indent + 4)
            if inner:
                out.append(f"{space}for {part.snake} in {at}.{f.name}:")
                out.extend(inner)
        elif f.type == "list[Stmt]":
            out.append(f"{space}out.append({at}.{f.name})")
    return out


def settling(d: Description) -> str:
    module = Module(
        "Settling: calls that were inlined make way for what has replaced them.",
        [
            "from goescape.base.bug import InternalError",
            "from goescape.ir import nodes as ir",
            "from goescape.ir.walk import current",
        ],
    )
    for name, classes in (("expr", d.exprs), ("stmt", d.stmts)):
        base = "ExprNode" if name == "expr" else "Node"
        classes = [c for c in classes if c.name not in d.open]
        chain(
            module,
            f"def NAME(node: ir.{base}) -> None:",
            f"settle_{name}",
            "Replace inlined calls right below `node`; not in its `init`.",
            branches_of(d, classes, "node", lambda c: settled(d, c, "node", 8)),
            ['    raise InternalError(f"settle: unknown node {type(node).__name__}", node.pos)'],
            "NAME(node)",
        )
    return module.text()


def settled(d: Description, c: Class, at: str, indent: int) -> list[str]:
    space = " " * indent
    out: list[str] = []
    for f in c.fields:
        path = f"{at}.{f.name}"
        if f.inner in d.parts:
            part = d.classes[f.inner]
            inner = settled(d, part, part.snake, indent + 4)
            if inner:
                out.append(f"{space}for {part.snake} in {path}:")
                out.extend(inner)
        elif f.inner != "Expr":
            continue
        elif f.is_list and " | None" in f.type:
            out.append(f"{space}for i, item in enumerate({path}):")
            out.append(f"{space}    if item is not None:")
            out.append(f"{space}        {path}[i] = current(item)")
        elif f.is_list:
            out.append(f"{space}for i, x in enumerate({path}):")
            out.append(f"{space}    {path}[i] = current(x)")
        elif f.is_optional:
            out.append(f"{space}if {path} is not None:")
            out.append(f"{space}    {path} = current({path})")
        else:
            out.append(f"{space}{path} = current({path})")
    return out
