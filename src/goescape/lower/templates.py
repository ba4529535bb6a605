"""Bodies of imported functions: who is asked for them."""

from abc import ABC, abstractmethod
from typing import final

from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.types.model import Named
from goescape.types.objects import Func, Object


class TemplateSource(ABC):
    """Where the bodies of imported functions come from, in polymorphic form."""

    @abstractmethod
    def template(self, obj: Func) -> ir.Func | None:
        """The template of a generic function, or of a method of a generic type, of another package.

        Also that of a function that can be inlined.
        """

    @abstractmethod
    def dictionary_words(self, owner: Func | Named) -> int:
        """How many words the dictionary of a generic function or type has; -1 if it is not known here."""

    @abstractmethod
    def holds(self, path: str, obj: Object) -> bool:
        """Whether the export data of the package `path` contains what another declares."""

    @abstractmethod
    def passed_on(self, path: str) -> frozenset[str]:
        """Functions of other packages whose bodies the package `path` passes on (see `body_key`)."""


@final
class NoTemplates(TemplateSource):
    """For packages that import nothing generic."""

    def template(self, obj: Func) -> ir.Func | None:
        return None

    def dictionary_words(self, owner: Func | Named) -> int:
        return -1

    def holds(self, path: str, obj: Object) -> bool:
        return False

    def passed_on(self, path: str) -> frozenset[str]:
        return frozenset()


def body_key(obj: Func) -> str:
    """What a function is called across packages."""
    path = "" if obj.pkg is None else obj.pkg.path
    return f"{path} {declare.function_name(obj)}"
