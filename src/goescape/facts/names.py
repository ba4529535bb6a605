"""Functions by name."""

from typing import Final, final


@final
class FunctionName:
    """A function as the source names it; its copies are told apart by what follows the name."""

    __slots__ = ("copy", "declared", "line", "name", "package", "package_name", "type_args")

    def __init__(
        self,
        package: str,
        package_name: str,
        name: str,
        declared: str,
        type_args: str = "",
        copy: str = "",
        line: int = 0,
    ) -> None:
        # The path of the package it was written in, and the name that its package clauses give.
        self.package: Final = package
        self.package_name: Final = package_name
        # `F`, `T.M`, `(*T).M`, `F.func1`: without type arguments.
        self.name: Final = name
        # The declared function that a literal is written in; otherwise the function itself.
        self.declared: Final = declared
        # An instance: the shapes of its type arguments, as the compiler spells them.
        self.type_args: Final = type_args
        # A literal that came with an inlined body: which copy it is.
        self.copy: Final = copy
        # Literals and other functions in functions: the line of the file where they begin; otherwise 0.
        self.line: Final = line

    @property
    def key(self) -> tuple[str, str, str, str]:
        """The same for the same function of one package's code."""
        return self.package, self.name, self.type_args, self.copy

    @property
    def source(self) -> tuple[str, str]:
        """The same for all copies of one piece of source."""
        return self.package, self.name
