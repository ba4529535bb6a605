"""Which bodies are run: a function whose calls are all replaced by copies costs where these are."""

from collections.abc import Iterable
from typing import Final

from goescape.facts import functions
from goescape.facts.codec import PackageFacts
from goescape.facts.names import FunctionName

# The body is called, or nobody knows better; it is never run, or only if called through an interface.
RUN: Final = "run"
INLINED: Final = "inlined"
OFFERED: Final = "offered"

_Source = tuple[str, str]


class Bodies:
    """What the functions of some packages call, and how."""

    def __init__(self, packages: Iterable[PackageFacts]) -> None:
        self._inlined: set[_Source] = set()
        # Called as they are, or taken as values.
        self._called: set[_Source] = set()
        # Names of methods that are called through interfaces.
        self._through: set[str] = set()
        for facts in packages:
            for function in facts.functions:
                self._called.update(name.source for name in function.values)
                for call in function.calls:
                    self._note(call)

    def _note(self, call: functions.Call) -> None:
        if call.how == functions.THROUGH_INTERFACE:
            self._through.add(call.method)
        if call.callee is not None:
            found = self._inlined if call.how == functions.INLINED else self._called
            found.add(call.callee.source)

    def of(self, function: FunctionName) -> str:
        """What becomes of a body; literals share the fate of what they are written in."""
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
