"""The module that makes copies of nodes."""

from tools.nodes.description import Class, Description, Field
from tools.nodes.text import Branch, Module, call, chain, is_class, narrowing

# Copied by `ir.clone` and `lower.stencil`: a literal's function is copied, too.
COPIED_BY_HAND = {"FuncLit"}

# Methods of `Copying` by the type of a field, and types of what copies share.
COPIES = {
    "Expr": "expr", "Expr | None": "optional", "list[Expr]": "exprs", "list[Expr | None]": "optionals",
    "Stmt | None": "optional_stmt", "list[Stmt]": "stmts", "Local": "local",
    "Local | None": "optional_local", "Label": "label", "Label | None": "optional_label",
    "Type": "type", "list[Type]": "types", "Pos": "pos",
}  # fmt: skip
SHARED = {
    "int",
    "bool",
    "str",
    "list[int]",
    "Constant",
    "Var",
    "FuncObject",
    "Func",
    "Func | None",
    "Global",
}


def copying(d: Description) -> str:
    module = Module(
        "Copying: nodes made anew of copies of what is below them.",
        [
            "from goescape.base.bug import InternalError",
            "from goescape.ir import nodes as ir",
            "from goescape.ir.copying import Copying",
        ],
    )
    helpers: list[list[str]] = []
    narrowed: set[str] = set()
    for name, var, classes in (("expr", "x", d.exprs), ("stmt", "s", d.stmts)):
        union = name.capitalize()
        head = f"def NAME(m: Copying, {var}: ir.{union}) -> ir.{union}:"
        usual = [c for c in classes if c.name not in d.open | d.decided | COPIED_BY_HAND]
        decided = [c for c in classes if c.name in d.decided]
        for function, some, doc in (
            (name, usual, "A copy of `{}`, its `init` left out."),
            (f"decided_{name}", decided, "The same for a node that no template has."),
        ):
            chain(
                module,
                head,
                function,
                doc.format(var),
                [
                    Branch(is_class(var, [c.name]), copied(d, c, var, 8, helpers, narrowed))
                    for c in some
                ],
                [
                    f'    raise InternalError(f"copy: unexpected {{type({var}).__name__}}", {var}.pos)'
                ],
                f"return NAME(m, {var})",
            )
    for part in sorted(d.parts):
        c = d.classes[part]
        head = f"def _{c.snake}(m: Copying, part: ir.{c.name}) -> ir.{c.name}:"
        args = ["m.pos(part.pos)", *(copy_of(d, f, "part", narrowed) for f in c.built())]
        if c.name in d.definers:
            lines = [head, *call(4, f"copy = ir.{c.name}", args)]
            lines += ["    m.define(part, copy)", "    return copy"]
        else:
            lines = [head, *call(4, f"return ir.{c.name}", args)]
        helpers.append(lines)
    for helper in helpers:
        module.function(helper)
    narrowing(module, narrowed, "copy")
    return module.text()


def copied(
    d: Description, c: Class, var: str, indent: int, helpers: list[list[str]], narrowed: set[str]
) -> list[str]:
    if c.extras():
        union = "Expr" if var == "x" else "Stmt"
        lines = [f"def _{c.snake}(m: Copying, {var}: ir.{c.name}) -> ir.{union}:"]
        lines += call(4, f"copy = ir.{c.name}", _copy_args(d, c, var, narrowed))
        for f in c.extras():
            lines += [f"    copy.{f.name} = {copy_of(d, f, var, narrowed)}"]
        lines += ["    return copy"]
        helpers.append(lines)
        return [" " * indent + f"return _{c.snake}(m, {var})"]
    return call(indent, f"return ir.{c.name}", _copy_args(d, c, var, narrowed))


def _copy_args(d: Description, c: Class, var: str, narrowed: set[str]) -> list[str]:
    args = [f"m.pos({var}.pos)"]
    if c.has_type:
        args.append(f"m.type({var}.type)")
    return args + [copy_of(d, f, var, narrowed) for f in c.built()]


def copy_of(d: Description, f: Field, var: str, narrowed: set[str]) -> str:
    path = f"{var}.{f.name}"
    method = COPIES.get(f.type)
    if method is not None:
        return f"m.{method}({path})"
    if f.inner in d.parts:
        part = d.classes[f.inner]
        return f"[_{part.snake}(m, part) for part in {path}]"
    if f.inner in d.nodes and not f.is_optional:
        snake = d.classes[f.inner].snake
        narrowed.add(f.inner)
        return (
            f"[_as_{snake}(m.expr(x)) for x in {path}]"
            if f.is_list
            else f"_as_{snake}(m.expr({path}))"
        )
    if f.type in SHARED:
        return path
    raise SystemExit(f"what is a copy of `{f.name}: {f.type}`?")
