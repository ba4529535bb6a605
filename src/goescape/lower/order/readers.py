"""Which package's export data a declaration is read from.

The export data of a package says all about what can be reached from it, of other packages too. So the same
declaration may be found in several. For what this package mentions, the last package imported that has it counts,
for bodies the first; what is mentioned there is read there, whoever declares it. What two packages say of one
declaration is read twice.
"""

from typing import Final, final

from goescape.lower.templates import TemplateSource, body_key
from goescape.types.objects import Func, Object, Package


@final
class Source:
    """Export data that is being read: who wrote what it says, and how we came there."""

    __slots__ = ("entry", "is_body", "is_generic", "owner")

    def __init__(
        self, owner: Package, entry: Object | None, is_generic: bool = False, is_body: bool = False
    ) -> None:
        # The package that declares what is being read.
        self.owner: Final = owner
        # What this package mentions and was looked for; None: its own.
        self.entry: Final = entry
        # With type arguments: nobody knows of types there that they are imported.
        self.is_generic: Final = is_generic
        # Looked for was a body to be inlined; the other parts of a declaration may have come another way.
        self.is_body: Final = is_body


@final
class Readers:
    """Where the declarations that one package mentions come from."""

    def __init__(self, pkg: Package, imported: TemplateSource) -> None:
        self._pkg: Final = pkg
        self._imported: Final = imported
        self._declarations: Final[dict[Object, Package | None]] = {}
        self._bodies: Final[dict[Func, Package | None]] = {}

    def has_body(self, obj: Func) -> bool:
        """Whether the body of another package's function is to be had."""
        return self._of_body(obj) is not None

    def are_apart(self, first: Source, then: Source) -> bool:
        """Whether two declarations of one package are read from different packages' export data."""
        if first.entry is then.entry and first.is_body == then.is_body:
            return False
        return len(self._pkg.imports) != 1 and self._of(first) is not self._of(then)

    def _of(self, source: Source) -> Package | None:
        if isinstance(source.entry, Func) and source.is_body:
            return self._of_body(source.entry)
        return None if source.entry is None else self._of_declaration(source.entry)

    def _of_body(self, obj: Func) -> Package | None:
        if obj not in self._bodies:
            self._bodies[obj] = self._find_body(obj)
        return self._bodies[obj]

    def _find_body(self, obj: Func) -> Package | None:
        key = body_key(obj)
        for imported in self._pkg.imports:
            if imported is obj.pkg or key in self._imported.passed_on(imported.path):
                return imported
        return None

    def _of_declaration(self, obj: Object) -> Package | None:
        if obj not in self._declarations:
            self._declarations[obj] = self._find_declaration(obj)
        return self._declarations[obj]

    def _find_declaration(self, obj: Object) -> Package | None:
        for imported in reversed(self._pkg.imports):
            if self._imported.holds(imported.path, obj):
                return imported
        return None
