"""What a statement of a generated program may name, and where the text goes."""

import random
from dataclasses import dataclass, field

from tests.fuzz.world import Type


@dataclass(eq=False)
class Variable:
    name: str
    type: Type
    is_used: bool = False
    # A range clause over a map or the receiver's copy can be assigned, a constant cannot.
    is_assignable: bool = True


@dataclass
class Body:
    """The function, or function literal, that is being written."""

    results: tuple[Type, ...] = ()
    named_results: bool = False
    # Statements that may still be written.
    fuel: int = 40
    # Type parameters in scope, and the interfaces that constrain them.
    type_params: tuple[tuple[Type, str], ...] = ()
    # Without package variables that have initialisers: initialisation must not go in circles.
    is_early: bool = False
    labels: list[str] = field(default_factory=list)
    # Labels behind loops around what is being written.
    exits: list[str] = field(default_factory=list)


class Scope:
    """Variables in scope, innermost last."""

    def __init__(self, body: Body, variables: list[Variable] | None = None) -> None:
        self.body = body
        self.variables = variables or []
        # Types declared inside of the function.
        self.types: list[Type] = []
        # As in the world.
        self.aliases: dict[str, str] = {}
        self.generic_aliases: dict[str, str] = {}
        self.loops = 0
        # What `break` would leave: a loop, switch or select of this function.
        self.can_break = False
        self.in_switch = False

    def inner(self) -> "Scope":
        copied = Scope(self.body, list(self.variables))
        copied.loops, copied.can_break = self.loops, self.can_break
        copied._take_types(self)
        return copied

    def literal(self, body: Body) -> "Scope":
        """The scope of a function literal's body."""
        body.type_params = self.body.type_params
        body.is_early = self.body.is_early
        inner = Scope(body, list(self.variables))
        inner._take_types(self)
        return inner

    def _take_types(self, outer: "Scope") -> None:
        self.types = list(outer.types)
        self.aliases = dict(outer.aliases)
        self.generic_aliases = dict(outer.generic_aliases)

    def of(self, type_: Type) -> list[Variable]:
        return [v for v in self.variables if v.type == type_]

    def add(self, variable: Variable) -> Variable:
        self.variables = [v for v in self.variables if v.name != variable.name]
        self.variables.append(variable)
        return variable


class Text:
    """The lines of a program, and its random choices."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.lines: list[str] = []
        self._reserved: list[tuple[int, int, Variable]] = []
        self._counts: dict[str, int] = {}
        # Variables in the order in which they were first used.
        self._used: list[Variable] = []

    def chance(self, percent: int) -> bool:
        return self.random.randrange(100) < percent

    def name(self, prefix: str) -> str:
        count = self._counts.get(prefix, 0)
        self._counts[prefix] = count + 1
        return f"{prefix}{count}"

    def use(self, variable: Variable) -> str:
        if not variable.is_used:
            variable.is_used = True
            self._used.append(variable)
        return variable.name

    @property
    def n_used(self) -> int:
        return len(self._used)

    def unuse(self, mark: int) -> None:
        """Forget uses that stand in text which was thrown away."""
        for variable in self._used[mark:]:
            variable.is_used = False
        del self._used[mark:]

    def emit(self, depth: int, text: str) -> None:
        self.lines.append("\t" * depth + text)

    def use_later(self, depth: int, variable: Variable) -> None:
        """Leave a line that uses the variable if nothing else does."""
        self._reserved.append((len(self.lines), depth, variable))
        self.lines.append("")

    def take_lines(self, start: int) -> str:
        """Cut off the lines from `start` on: the text of a function literal in an expression."""
        self.settle(start)
        taken = self.lines[start:]
        del self.lines[start:]
        return "\n".join(line for line in taken if line)

    def settle(self, start: int = 0) -> None:
        """Fill the lines that were left for uses."""
        for at, depth, variable in self._reserved:
            if at >= start and not variable.is_used:
                self.lines[at] = "\t" * depth + f"_ = {variable.name}"
        self._reserved = [entry for entry in self._reserved if entry[0] < start]

    def text(self) -> str:
        self.settle()
        return "\n".join(line for line in self.lines if line) + "\n"
