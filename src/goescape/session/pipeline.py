"""One package's trip, on one page: source, syntax, check, lower, opt, escape, evaluate, messages."""

import sys
import threading
import traceback
from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from goescape.base.bug import InternalError
from goescape.base.diag import Sink
from goescape.base.pos import NO_POS, PosTable
from goescape.check import checker, driver
from goescape.check.importer import Importer
from goescape.escape import batch
from goescape.evaluate import functions
from goescape.facts import codec
from goescape.ir.nodes import AssemblySymbols
from goescape.ir.remark import IMPRECISE_CALL, Remark
from goescape.lines import errors, optlog
from goescape.lines.model import Message
from goescape.lines.telling import Teller
from goescape.load import assembly
from goescape.load.files import Files, ReadError
from goescape.load.model import Package
from goescape.lower import package as lowering
from goescape.lower.added.wrappers import Wrappers
from goescape.lower.templates import TemplateSource
from goescape.opt import passes
from goescape.session import methods
from goescape.session.model import PackageResult
from goescape.session.placing import PackagePlacing
from goescape.session.sound import Blamed
from goescape.syntax import directive, parser, placement
from goescape.syntax import nodes as ast
from goescape.toolchain.toolchain import Toolchain
from goescape.types import goversion

# A chain of operators is as deep a tree as it is long (`a + b + …`), and passes walk trees recursively.
# Compiled code has no guard of its own, so it gets a stack that outlasts what the parser lets through.
_RECURSION_LIMIT = 1_000_000
_STACK_BYTES = 512 << 20


@dataclass(slots=True)
class Sources:
    """The text of a package's files, in the compiler's order."""

    # What the compiler calls the file, and its bytes.
    files: list[tuple[str, bytes]] = field(default_factory=list)
    # Files that could not be read.
    errors: list[Message] = field(default_factory=list)
    assembly: AssemblySymbols = field(default_factory=AssemblySymbols)


@dataclass(slots=True)
class Analysis:
    """A package after its trip: the result, and what other packages need of it."""

    result: PackageResult
    checked: checker.CheckedPackage | None = None
    lowered: lowering.Lowered | None = None
    # Where errors are, in the files that were read.
    blamed: list[Blamed] = field(default_factory=list)


def read_sources(package: Package, files: Files, assembler_names: Collection[str] = ()) -> Sources:
    """The text of a package's files; `assembler_names` are those that the assembler is told of."""
    sources = Sources()
    for shown, path in zip(package.compiler_files, package.file_paths, strict=True):
        try:
            sources.files.append((shown, files.read(path)))
        except ReadError as error:
            sources.errors.append(Message("", 0, 0, f"open {shown}: {error}"))
    for name in package.assembly_files:
        try:
            content = files.read(f"{package.dir}/{name}")
        except ReadError as error:
            sources.errors.append(Message("", 0, 0, f"open {name}: {error}"))
        else:
            text = content.decode("utf-8", "replace")
            assembly.scan(text, package.link_path, set(assembler_names), sources.assembly)
    return sources


def analyze(
    package: Package,
    sources: Sources,
    positions: PosTable,
    importer: Importer,
    templates: TemplateSource,
    toolchain: Toolchain,
    flags: passes.Flags,
) -> Analysis:
    """Take one package from source to messages; never raises."""
    found: list[Analysis] = []

    def run() -> None:
        try:
            found.append(
                _analyze(package, sources, positions, importer, templates, toolchain, flags)
            )
        except MemoryError:
            found.append(Analysis(without_memory(package)))
        except Exception as error:  # a defect of ours must not take other packages down
            found.append(Analysis(defect(package, positions, error)))

    try:
        with_deep_stack(run)
    except (MemoryError, RuntimeError):
        # The system has no room for the stack.
        return Analysis(without_memory(package))
    return found[0]


def with_deep_stack(task: Callable[[], None]) -> None:
    """Run `task`, which must not raise, with room for whatever nesting the parser lets through."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), _RECURSION_LIMIT))
    before = threading.stack_size(_STACK_BYTES)
    try:
        thread = threading.Thread(target=task)
        thread.start()
    finally:
        threading.stack_size(before)
    thread.join()


def _analyze(
    package: Package,
    sources: Sources,
    positions: PosTable,
    importer: Importer,
    templates: TemplateSource,
    toolchain: Toolchain,
    flags: passes.Flags,
) -> Analysis:
    result = PackageResult(package.import_path, package.dir)
    if sources.errors:
        result.errors = sources.errors
        return Analysis(result)
    sink = Sink()
    files, n_exprs = _parse(sources, positions, sink, _origin(package))
    if not sink.has_syntax_errors and not any(file.broken for file in files):
        checked = driver.check_package(
            files,
            package.link_path,
            positions,
            importer,
            checker.Config(toolchain, package.lang),
            sink,
            n_exprs,
        )
    if not sink.has_errors:
        placement.check(files, sink, goversion.minor(package.lang), package.complete)
    if sink.has_errors:
        result.errors = errors.error_messages(sink.diagnostics, positions, package.lang)
        return Analysis(result, blamed=_blamed(sink, positions))
    lowered = lowering.lower_package(
        checked.pkg, files, checked.info, toolchain, positions, templates, flags.is_verbose
    )
    lowered.unit.assembly = sources.assembly
    conversions = methods.Conversions(lowered.unit) if flags.wants_facts else None
    remarks = [Remark(IMPRECISE_CALL, pos, "") for pos in lowered.asm.take_imprecise_calls()]
    remarks += passes.run(lowered.unit, positions, flags, Wrappers(lowered.asm))
    escapes = batch.analyze(lowered.unit, flags.explains, flags.watched)
    remarks += escapes.remarks
    remarks += functions.run(lowered.unit, flags.optimizes)
    teller = Teller(positions, package.dir)
    result.n_analyzed, result.n_generic = _counts(files)
    result.messages = [teller.message(remark) for remark in optlog.shown(remarks, flags)]
    if flags.logs:
        result.own_log = optlog.files(remarks, positions, package)
    if conversions is not None:
        placing = PackagePlacing(positions, lowered.unit, package.dir)
        account = escapes.account
        sets, interfaces = methods.of_package(checked.pkg, conversions)
        result.own_facts = codec.encode(
            account.functions, account.graphs, sets, interfaces, placing
        )
    return Analysis(result, checked, lowered)


def _blamed(sink: Sink, positions: PosTable) -> list[Blamed]:
    """Where errors are; of syntax errors the first of each file, since the others may be its consequences."""
    found: list[Blamed] = []
    files: set[str] = set()
    for diagnostic in sink.diagnostics:
        place = positions.physical(diagnostic.pos)
        if sink.has_syntax_errors:
            if place.filename in files:
                continue
            files.add(place.filename)
        found.append((place.filename, place.line, place.column))
    return found


def _counts(files: list[ast.File]) -> tuple[int, int]:
    """How many functions have a body that is compiled here, and how many only where they are used."""
    n_compiled = n_generic = 0
    for file in files:
        for decl in file.decls:
            if isinstance(decl, ast.FuncDecl) and decl.body is not None:
                if _is_generic(decl):
                    n_generic += 1
                else:
                    n_compiled += 1
            elif isinstance(decl, ast.VarDecl) and decl.values is not None:
                n_compiled += 1
    return n_compiled, n_generic


def _is_generic(decl: ast.FuncDecl) -> bool:
    """A function with type parameters, or a method of a type with some."""
    if decl.tparams:
        return True
    t = None if decl.recv is None else decl.recv.type
    while isinstance(t, (ast.ParenExpr, ast.Operation)):
        t = t.x
    return isinstance(t, ast.IndexExpr)


def _origin(package: Package) -> int:
    """Which compiler directives the package may use."""
    if package.runtime:
        return directive.ORIGIN_RUNTIME
    return directive.ORIGIN_STD if package.standard else directive.ORIGIN_USER


def _parse(
    sources: Sources, positions: PosTable, sink: Sink, origin: int
) -> tuple[list[ast.File], int]:
    counter = parser.ExprCounter()
    files: list[ast.File] = []
    for name, content in sources.files:
        file = parser.parse_file(content, name, positions, sink, counter, origin)
        files.append(file)
        if file.broken:
            break
    return files, counter.next


def without_memory(package: Package) -> PackageResult:
    """The result of a package for which there was not enough memory."""
    return PackageResult(package.import_path, package.dir, obstacle="not enough memory")


def defect(package: Package, positions: PosTable, error: Exception) -> PackageResult:
    """The result of a package on which goescape itself failed."""
    result = PackageResult(package.import_path, package.dir)
    where = ""
    if isinstance(error, InternalError) and error.pos != NO_POS:
        where = f"{positions.place(error.pos)}: "
    kind = "" if isinstance(error, InternalError) else f"{type(error).__name__}: "
    result.defect = f"{where}internal error: {kind}{error}"
    result.traceback = "".join(traceback.format_exception(error, limit=-20))
    return result
