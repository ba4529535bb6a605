"""The modules that encode and decode nodes."""

from tools.nodes.description import Class, Description, Field
from tools.nodes.text import Branch, Module, call, chain, is_class, narrowing, returned

# Encoded by methods of `TreeWriter` and `TreeReader` that have their names: they refer to declarations.
ENCODED_BY_HAND = {
    "Field", "FuncLit", "FuncUse", "GlobalUse", "InterfaceMethod", "MethodExpr", "MethodValue", "StructLit",
    "TypeParamMethod",
}  # fmt: skip

# Methods of `TreeWriter` and `TreeReader` by the type of a field.
CODED = {
    "Expr": "expr", "Expr | None": "optional", "list[Expr]": "exprs", "list[Expr | None]": "optionals",
    "Stmt | None": "optional_stmt", "list[Stmt]": "stmts", "Local": "local",
    "Local | None": "optional_local", "Label": "label", "Label | None": "optional_label",
    "Type": "type", "list[Type]": "types", "Pos": "pos", "int": "uint", "bool": "flag", "str": "text",
    "list[int]": "uints", "Constant": "constant", "FuncObject": "func_ref",
}  # fmt: skip


def kinds(d: Description) -> str:
    module = Module("Kinds of nodes in encoded trees.", ["from typing import Final"])
    for classes in (d.exprs, d.stmts):
        module.lines.append("")
        encoded = [c for c in classes if c.name not in d.decided]
        # The highest bit of a kind says whether there is `init`.
        assert len(encoded) < 0x80
        module.lines.extend(f"{c.kind}: Final = {i + 1}" for i, c in enumerate(encoded))
    return module.text()


def encoding(d: Description) -> str:
    module = Module(
        "Encoding: the fields of nodes in order.",
        [
            "from typing import TYPE_CHECKING",
            "",
            "from goescape.base.bug import InternalError",
            "from goescape.ir import nodes as ir",
            "from goescape.summary import nodes_kinds as k",
            "",
            "if TYPE_CHECKING:",
            "    from goescape.summary.trees_out import TreeWriter",
        ],
    )
    for name, var, classes in (("expr", "x", d.exprs), ("stmt", "s", d.stmts)):
        branches = []
        for c in classes:
            if c.name in d.decided:
                continue
            if c.name in ENCODED_BY_HAND:
                lines = [f"        w.{c.snake}({var})"]
            else:
                start = "begin" if c.has_type else "start"
                lines = [f"        w.{start}({var}, k.{c.kind})", *encoded(d, c, var, 8)]
            branches.append(Branch(is_class(var, [c.name]), returned(lines)))
        chain(
            module,
            f'def NAME(w: "TreeWriter", {var}: ir.{name.capitalize()}) -> None:',
            name,
            "Kind, position, `init`, type and fields.",
            branches,
            [f'    raise InternalError(f"{{type({var}).__name__}} in a template", {var}.pos)'],
            f"NAME(w, {var})",
        )
    for part in sorted(encoded_parts(d)):
        c = d.classes[part]
        lines = [
            f'def _{c.snake}(w: "TreeWriter", part: ir.{c.name}) -> None:',
            "    w.pos(part.pos)",
        ]
        lines += encoded(d, c, "part", 4)
        if c.name in d.definers:
            lines.append("    w.definitions(part)")
        module.function(lines)
    return module.text()


def encoded_parts(d: Description) -> set[str]:
    return {
        f.inner
        for c in (*d.exprs, *d.stmts)
        if c.name not in ENCODED_BY_HAND
        for f in c.fields
        if f.inner in d.parts
    }


def encoded(d: Description, c: Class, var: str, indent: int) -> list[str]:
    space = " " * indent
    out: list[str] = []
    for f in (*c.built(), *c.extras()):
        path = f"{var}.{f.name}"
        if f.inner in d.parts:
            part = d.classes[f.inner]
            out.append(f"{space}w.uint(len({path}))")
            out.append(f"{space}for {part.snake} in {path}:")
            out.append(f"{space}    _{part.snake}(w, {part.snake})")
        elif f.inner in d.nodes and not f.is_optional and not f.is_list:
            out.append(f"{space}w.expr({path})")
        elif f.type in CODED:
            out.append(f"{space}w.{CODED[f.type]}({path})")
        else:
            raise SystemExit(f"how is `{c.name}.{f.name}: {f.type}` encoded?")
    return out


def decoding(d: Description) -> str:
    module = Module(
        "Decoding: the fields of nodes in order.",
        [
            "from typing import TYPE_CHECKING",
            "",
            "from goescape.base.bug import InternalError",
            "from goescape.ir import nodes as ir",
            "from goescape.summary import nodes_kinds as k",
            "",
            "if TYPE_CHECKING:",
            "    from goescape.summary.trees_in import TreeReader",
        ],
    )
    helpers: list[list[str]] = []
    narrowed: set[str] = set()
    for name, classes in (("expr", d.exprs), ("stmt", d.stmts)):
        union = name.capitalize()
        branches = []
        for c in classes:
            if c.name in d.decided:
                continue
            if c.name in ENCODED_BY_HAND:
                lines = [f"        return r.{c.snake}(pos, r.type())"]
            elif c.extras():
                lines = [f"        return _{c.snake}(r, pos)"]
                helpers.append(decoded_at_length(d, c, union, narrowed))
            else:
                lines = call(8, f"return ir.{c.name}", decode_args(d, c, narrowed))
            branches.append(Branch(f"kind == k.{c.kind}", lines))
        chain(
            module,
            f'def NAME(r: "TreeReader", kind: int, pos: int) -> ir.{union}:',
            name,
            "A node of which kind, position and `init` have been read; the last is still to be set.",
            branches,
            ['    raise InternalError(f"a template has a node of kind {kind}", pos)'],
            "return NAME(r, kind, pos)",
        )
    for part in sorted(encoded_parts(d)):
        c = d.classes[part]
        head = f'def _{c.snake}(r: "TreeReader") -> ir.{c.name}:'
        args = ["r.pos()", *(decode_of(d, f, narrowed) for f in c.built())]
        if c.name in d.definers:
            lines = [head, *call(4, f"part = ir.{c.name}", args)]
            lines += ["    r.definitions(part)", "    return part"]
        else:
            lines = [head, *call(4, f"return ir.{c.name}", args)]
        helpers.append(lines)
    for helper in helpers:
        module.function(helper)
    narrowing(module, narrowed, "a template")
    return module.text()


def decoded_at_length(d: Description, c: Class, union: str, narrowed: set[str]) -> list[str]:
    lines = [f'def _{c.snake}(r: "TreeReader", pos: int) -> ir.{union}:']
    lines += call(4, f"node = ir.{c.name}", decode_args(d, c, narrowed))
    for f in c.extras():
        lines.append(f"    node.{f.name} = {decode_of(d, f, narrowed)}")
    return [*lines, "    return node"]


def decode_args(d: Description, c: Class, narrowed: set[str]) -> list[str]:
    args = ["pos"]
    if c.has_type:
        args.append("r.type()")
    return args + [decode_of(d, f, narrowed) for f in c.built()]


def decode_of(d: Description, f: Field, narrowed: set[str]) -> str:
    if f.inner in d.parts:
        return f"[_{d.classes[f.inner].snake}(r) for _ in range(r.uint())]"
    if f.inner in d.nodes:
        narrowed.add(f.inner)
        return f"_as_{d.classes[f.inner].snake}(r.expr())"
    return f"r.{CODED[f.type]}()"
