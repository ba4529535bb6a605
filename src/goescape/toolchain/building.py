"""What the go command of a release knows: which files and packages there are for whom, and which flags."""

from typing import Final, final


@final
class Experiments:
    """Settings of GOEXPERIMENT; each that is on satisfies the tag `goexperiment.NAME`."""

    def __init__(
        self,
        *,
        known: frozenset[str],
        default: frozenset[str],
        register_abi: frozenset[str],
        with_register_abi: frozenset[str],
        dwarf5: frozenset[str],
        without_dwarf5: frozenset[str],
    ) -> None:
        self.known: Final = known
        # On without asking, everywhere.
        self.default: Final = default
        # Those that make calls pass arguments in registers; on for these architectures.
        self.register_abi: Final = register_abi
        self.with_register_abi: Final = with_register_abi
        # On, except for these systems.
        self.dwarf5: Final = dwarf5
        self.without_dwarf5: Final = without_dwarf5

    def on(self, goos: str, goarch: str) -> frozenset[str]:
        """Those that are on without asking."""
        found = self.default
        if goarch in self.with_register_abi:
            found = found | self.register_abi
        if goos not in self.without_dwarf5:
            found = found | self.dwarf5
        return found


@final
class Levels:
    """What an architecture can be taken for: older machines, or newer ones."""

    def __init__(
        self,
        variable: str,
        default: str,
        known: tuple[str, ...],
        unsimulated: frozenset[str] = frozenset(),
    ) -> None:
        # The variable that names a level.
        self.variable: Final = variable
        self.default: Final = default
        # Each satisfies the tags of those before it, too.
        self.known: Final = known
        # Those that have rules of their own.
        self.unsimulated: Final = unsimulated


@final
class Sources:
    """Which files are for whom. Files for other targets are known by their names and tags, too."""

    def __init__(
        self,
        *,
        systems: frozenset[str],
        unix: frozenset[str],
        implied: dict[str, str],
        architectures: frozenset[str],
        levels: dict[str, Levels],
        default_language: str,
        default_workspace_language: str,
        experiments: Experiments,
    ) -> None:
        # Systems whose name in that of a file says that it is for them.
        self.systems: Final = systems
        # Those that satisfy the tag `unix`, and those that satisfy another system's tag.
        self.unix: Final = unix
        self.implied: Final = implied
        self.architectures: Final = architectures
        # By architecture.
        self.levels: Final = levels
        # The language versions of a go.mod and a go.work without a `go` line.
        self.default_language: Final = default_language
        self.default_workspace_language: Final = default_workspace_language
        self.experiments: Final = experiments

    def system_tags(self, goos: str) -> frozenset[str]:
        """The tags that a system satisfies."""
        found = {goos}
        if goos in self.implied:
            found.add(self.implied[goos])
        if goos in self.unix:
            found.add("unix")
        return frozenset(found)


@final
class Packages:
    """Packages of the standard library that are built in a way of their own."""

    def __init__(self, *, runtime: frozenset[str], provided_by_runtime: frozenset[str]) -> None:
        # Those that the runtime is made of: implicit heap allocation is an error there.
        self.runtime: Final = runtime
        # Pure Go packages that nevertheless declare functions which the runtime implements.
        self.provided_by_runtime: Final = provided_by_runtime


@final
class GoFlags:
    """Flags of the go command."""

    def __init__(self, *, unsimulated: frozenset[str], plain_build_modes: frozenset[str]) -> None:
        # They change what the compiler decides or prints, or which sources it is given, and are not simulated.
        self.unsimulated: Final = unsimulated
        # Values of -buildmode for which packages are compiled as always.
        self.plain_build_modes: Final = plain_build_modes


@final
class CompilerFlags:
    """Flags of the compiler itself, besides those that goescape acts upon."""

    def __init__(
        self, *, harmless: frozenset[str], unsimulated: frozenset[str], with_value: frozenset[str]
    ) -> None:
        # They change neither decisions nor what is printed about them.
        self.harmless: Final = harmless
        # They do, and are not simulated.
        self.unsimulated: Final = unsimulated
        # Those of all that have a value in the next word if it is not in theirs.
        self.with_value: Final = with_value
