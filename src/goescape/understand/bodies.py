"""Which bodies are run: a function whose calls are all replaced by copies costs where these are."""

from collections.abc import Iterable
from typing import Final

from goescape.facts import costs, functions
from goescape.facts.codec import PackageFacts
from goescape.facts.functions import Function, Place
from goescape.facts.names import FunctionName

# The body is called, or nobody knows better; it is never run, or only if called through an interface.
RUN: Final = "run"
INLINED: Final = "inlined"
OFFERED: Final = "offered"

# What a literal is that came with an inlined body, by what becomes of the body around it.
_COPIED: Final = {RUN: "", INLINED: INLINED, OFFERED: OFFERED}

_Source = tuple[str, str]


class Bodies:
    """What the functions of some packages call, and how."""

    def __init__(self, packages: Iterable[PackageFacts]) -> None:
        self._inlined: set[_Source] = set()
        # Called as they are, or taken as values.
        self._called: set[_Source] = set()
        # Names of methods that are called through interfaces.
        self._through: set[str] = set()
        # Where literals are that capture nothing.
        self._captureless: set[Place] = set()
        for facts in packages:
            for function in facts.functions:
                for site in function.sites:
                    if site.cost is not None and site.cost.reason == costs.NOTHING_CAPTURED:
                        self._captureless.add(facts.place(site.pos))
                self._called.update(name.source for name in function.values)
                for call in function.calls:
                    self._note(call)

    def _note(self, call: functions.Call) -> None:
        if call.how == functions.THROUGH_INTERFACE:
            self._through.add(call.method)
        if call.callee is not None:
            found = self._inlined if call.how == functions.INLINED else self._called
            found.add(call.callee.source)

    def of(self, function: Function, facts: PackageFacts) -> str:
        """What becomes of a body; "" for a copy that came with an inlined body.

        Literals share the fate of what they are written in. Those that capture nothing are linked by name, and the
        linker keeps the first of each name: copies may be the original.
        """
        name = function.name
        if name.copy:
            outer = function.outer
            return "" if outer is None else _COPIED[self._of_declared(outer)]
        if name.name != name.declared and facts.place(function.pos) in self._captureless:
            return RUN
        return self._of_declared(name)

    def _of_declared(self, function: FunctionName) -> str:
        declared = function.package, function.declared
        if declared not in self._inlined or declared in self._called:
            return RUN
        _, is_method, name = function.declared.rpartition(".")
        if not is_method:
            return INLINED
        if name[:1].isupper():
            # Anybody may call it so.
            return OFFERED
        return RUN if name in self._through else INLINED
