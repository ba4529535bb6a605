"""Text of modules: calls, functions that tell classes apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

COMMAND = "make nodes"
WIDTH = 100
# Functions are continued by another one after so many lines.
CHUNK = 44


class Module:
    """The text of one module."""

    def __init__(self, doc: str, imports: list[str]) -> None:
        self.lines = [
            '"""' + doc,
            "",
            f"Made by `{COMMAND}` of the classes in `ir`: not edited.",
            '"""',
            "",
        ]
        self.lines.extend(imports)

    def function(self, lines: list[str]) -> None:
        self.lines.extend(["", "", *lines])

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"


def call(indent: int, head: str, args: Sequence[str | list[str]]) -> list[str]:
    """`head(args)`, over several lines if it must be, as ruff has it; a list is an argument `[…]`."""
    space = " " * indent
    texts = [arg if isinstance(arg, str) else f"[{', '.join(arg)}]" for arg in args]
    line = f"{space}{head}({', '.join(texts)})"
    if len(line) <= WIDTH:
        return [line]
    inner = f"{space}    {', '.join(texts)}"
    if len(inner) <= WIDTH:
        return [f"{space}{head}(", inner, f"{space})"]
    lines: list[str] = []
    for arg, text in zip(args, texts, strict=True):
        if isinstance(arg, str) or len(f"{space}    {text},") <= WIDTH:
            lines.append(f"{space}    {text},")
        else:
            items = [f"{space}        {item}," for item in arg]
            lines += [f"{space}    [", *items, f"{space}    ],"]
    return [f"{space}{head}(", *lines, f"{space})"]


@dataclass
class Branch:
    """What is done for a class of nodes, indented by eight."""

    condition: str
    lines: list[str]


def chain(
    module: Module,
    head: str,
    name: str,
    doc: str,
    branches: list[Branch],
    last: list[str],
    again: str,
) -> None:
    """A function that does one of the branches, or `last`; in several pieces if it gets long.

    `head` is the signature with NAME in the place of the name, `again` calls the next piece.
    """
    number = 1
    lines = [head.replace("NAME", name), f'    """{doc}"""']
    count = 0
    for branch in branches:
        if count + len(branch.lines) + 1 > CHUNK:
            number += 1
            piece = f"_{name}_{number}"
            lines.append(f"    {again.replace('NAME', piece)}")
            module.function(lines)
            lines = [head.replace("NAME", piece)]
            count = 0
        lines.append(f"    if {branch.condition}:")
        lines.extend(branch.lines)
        count += len(branch.lines) + 1
    lines.extend(last)
    module.function(lines)


def is_class(var: str, names: list[str]) -> str:
    """The condition that a node is of one of the classes."""
    if len(names) == 1:
        return f"isinstance({var}, ir.{names[0]})"
    return f"isinstance({var}, ({', '.join('ir.' + name for name in names)}))"


def condition_fits(var: str, names: list[str]) -> bool:
    return len(f"    if {is_class(var, names)}:") <= WIDTH


def narrowing(module: Module, narrowed: set[str], what: str) -> None:
    """Functions that see to it that an operand is of the class that its field asks for."""
    for name in sorted(narrowed):
        snake = re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()
        module.function(
            [
                f"def _as_{snake}(x: ir.Expr) -> ir.{name}:",
                f"    if not isinstance(x, ir.{name}):",
                f'        raise InternalError(f"{what}: {{type(x).__name__}} instead of {name}", x.pos)',
                "    return x",
            ]
        )


def returned(lines: list[str]) -> list[str]:
    """The lines of a branch that gives no value."""
    return [*lines, "        return"]
