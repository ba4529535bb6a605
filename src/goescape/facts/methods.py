"""Types with methods, and the interfaces that they meet: what calls through interfaces may lead to.

Types are named by their link names (`path.T`), which tell any two different ones apart; methods by ids, in which names that are not exported
have their package, and by signatures spelled in the same way.
"""

from typing import Final, final

from goescape.facts.names import FunctionName


@final
class Method:
    """A method of a type or an interface."""

    __slots__ = ("declared", "function", "id", "signature")

    def __init__(self, id: str, signature: str) -> None:
        self.id: Final = id
        # "": it depends on type arguments.
        self.signature: Final = signature
        # The function that is called; None if that is a method of an interface.
        self.function: FunctionName | None = None
        # Of an interface, or taken from an embedded one: the interface that declares it, and the name: `path.I.M`.
        self.declared: str = ""


@final
class MethodSet:
    """A defined type with methods, those of its pointer included; or what is put into an interface."""

    __slots__ = ("interface", "methods", "type")

    def __init__(self, type: str, interface: str) -> None:
        self.type: Final = type
        # What a value of this type is put into, somewhere in the package; "" for the type's declaration.
        self.interface: Final = interface
        self.methods: Final[list[Method]] = []


@final
class Interface:
    """A defined interface with methods."""

    __slots__ = ("is_closed", "methods", "type")

    def __init__(self, type: str, is_closed: bool) -> None:
        self.type: Final = type
        # Only code of its package makes values of it, each from a value whose type is known there.
        self.is_closed: Final = is_closed
        self.methods: Final[list[Method]] = []
