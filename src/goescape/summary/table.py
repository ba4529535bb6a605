"""The imported packages of one analysis: summaries, opened when first asked for, decoded piece by piece.

What is decoded fills itself in as it is asked, so no two analyses share it: neither objects nor positions.
"""

from abc import ABC, abstractmethod
from typing import Final, final

from goescape.base.bug import InternalError
from goescape.base.pos import PosTable
from goescape.ir import nodes as ir
from goescape.lower.templates import TemplateSource
from goescape.summary import reader
from goescape.types import universe
from goescape.types.model import Named, TypeParam
from goescape.types.objects import Func, Object, Package


class SummarySource(ABC):
    """Where the bytes of summaries come from."""

    @abstractmethod
    def summary(self, path: str) -> bytes | None:
        """The summary of the package with this import path, None if there is none."""


def mentioned(summary: bytes, path: str) -> list[str]:
    """The packages that a summary mentions: of others its readers ask nothing."""
    return reader.mentioned(summary, path)


@final
class Imports(TemplateSource):
    """Packages by import path."""

    def __init__(self, source: SummarySource, positions: PosTable) -> None:
        self.source: Final = source
        self.positions: Final = positions
        self._readers: Final[dict[str, reader.PackageReader]] = {}
        # For functions of imported packages: who knows their template.
        self.templates: Final[dict[Func, reader.PackageReader]] = {}

    def _reader(self, path: str) -> "reader.PackageReader | None":
        found = self._readers.get(path)
        if found is None:
            data = self.source.summary(path)
            if data is None:
                return None
            found = reader.PackageReader(data, path, self)
            self._readers[path] = found
        return found

    def find(self, path: str) -> Package | None:
        """The package with this import path, None if it has no summary."""
        if path == "unsafe":
            return universe.unsafe_package()
        found = self._reader(path)
        return None if found is None else found.pkg

    def package(self, path: str) -> Package:
        return universe.unsafe_package() if path == "unsafe" else self._mentioned(path).pkg

    def _mentioned(self, path: str) -> "reader.PackageReader":
        found = self._reader(path)
        if found is None:
            raise InternalError(f"a summary mentions package {path}, which has none")
        return found

    def template(self, obj: Func) -> ir.Func | None:
        owner = self.templates.get(obj)
        return None if owner is None else owner.template(obj)

    def dictionary_words(self, owner: Func | Named) -> int:
        return owner.dictionary_words

    def passed_on(self, path: str) -> frozenset[str]:
        found = self._reader(path)
        return frozenset() if found is None else found.passed_on()

    def holds(self, path: str, obj: Object) -> bool:
        found = self._reader(path)
        return found is not None and found.holds(obj)

    def numbered(self, path: str, number: int) -> Object:
        return self._mentioned(path).object(number)

    def numbered_tparam(self, path: str, number: int) -> TypeParam:
        return self._mentioned(path).tparam(number)

    def number_of(self, obj: Object) -> int:
        """The number that an imported object has in its package's summary."""
        owner = None if obj.pkg is None else self._readers.get(obj.pkg.path)
        number = -1 if owner is None else owner.number_of(obj)
        if number < 0:
            raise InternalError(f"{obj.name} cannot be mentioned in a summary", obj.pos)
        return number

    def number_of_tparam(self, tparam: TypeParam) -> int:
        pkg = tparam.obj.pkg
        owner = None if pkg is None else self._readers.get(pkg.path)
        number = -1 if owner is None else owner.number_of_tparam(tparam)
        if number < 0:
            raise InternalError(
                f"type parameter {tparam.obj.name} cannot be mentioned in a summary", tparam.obj.pos
            )
        return number
