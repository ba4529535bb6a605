"""Trips of one package through the pipeline: one, or several if there are errors and the sound rest is wanted."""

from dataclasses import dataclass, replace
from typing import Final

from goescape.base.pos import PosTable
from goescape.facts.functions import STAND_INS
from goescape.load.model import Package
from goescape.lower import standins
from goescape.lower.package import Lowered
from goescape.opt.passes import Flags
from goescape.session import pipeline, sound
from goescape.session.flags import CompilerFlags
from goescape.session.importing import OwnTemplates, SummaryImporter
from goescape.session.model import PackageResult
from goescape.session.pipeline import Analysis, Sources
from goescape.summary import writer
from goescape.summary.table import Imports, SummarySource
from goescape.toolchain.toolchain import Toolchain

# What an error takes along is found round by round; chains of declarations that long are not worth the time.
_ROUNDS_MAX: Final = 30


@dataclass(slots=True)
class Trip:
    """A package after a trip, and what its types were made of."""

    analysis: Analysis
    positions: PosTable
    imports: Imports

    def summary(self) -> bytes:
        """What importers need; only of a sound package."""
        checked, lowered = self.analysis.checked, self.analysis.lowered
        assert checked is not None
        assert lowered is not None
        return writer.encode(
            checked.pkg,
            self.positions,
            OwnTemplates(lowered),
            self.imports,
            lowered.asm.inlined,
            lowered.asm.other_copies(),
        )


@dataclass(frozen=True, slots=True)
class Conditions:
    """Under which a package is analysed."""

    toolchain: Toolchain
    flags: CompilerFlags
    summaries: SummarySource
    # All packages of the build.
    packages: dict[str, Package]


def take(package: Package, sources: Sources, conditions: Conditions) -> Trip:
    # Types fill themselves in when they are looked into, and instances are found again: imports that
    # another analysis has used would tell of it.
    positions = PosTable()
    imports = Imports(conditions.summaries, positions)
    flags = conditions.flags
    analysis = pipeline.analyze(
        package,
        sources,
        positions,
        SummaryImporter(imports, package, conditions.packages),
        imports,
        conditions.toolchain,
        Flags(flags.l, flags.n, flags.m, flags.watched, flags.log_directory != "", flags.facts),
    )
    return Trip(analysis, positions, imports)


def add_stand_ins(
    result: PackageResult,
    package: Package,
    sources: Sources,
    lowered: Lowered | None,
    conditions: Conditions,
) -> None:
    """Add to the facts of a package what can be said of generic code that is not used in it."""
    text = "" if lowered is None else standins.mentions(lowered)
    if not text:
        return
    # Nobody has written it: as with all that is made up, its name is that of no Go file.
    files = [*sources.files, (f"{package.dir}/{STAND_INS}", text.encode())]
    again = take(package, Sources(files, [], sources.assembly), conditions).analysis.result
    if again.is_analyzed:
        result.own_facts = again.own_facts


def add_sound_part(
    result: PackageResult,
    package: Package,
    sources: Sources,
    blamed: list[sound.Blamed],
    conditions: Conditions,
) -> None:
    """Add to the result of a package with errors what can be said of its sound functions."""
    # To a package that is complete, a function without a body is an error.
    partial = replace(package, complete=False)
    files = sources.files
    for _ in range(_ROUNDS_MAX):
        rest = sound.without(files, blamed)
        if rest is None:
            return
        sound.merge(result.unsound_functions, rest.functions)
        sound.merge(result.unsound_declarations, rest.declarations)
        files = rest.files
        again = take(partial, Sources(files, [], sources.assembly), conditions).analysis
        if again.result.defect or again.result.obstacle:
            return
        if not again.result.errors:
            result.messages = again.result.messages
            result.own_facts = again.result.own_facts
            result.n_analyzed, result.n_generic = again.result.n_analyzed, again.result.n_generic
            return
        blamed = again.blamed
