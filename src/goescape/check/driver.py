"""The trip of one package through the checker, from declarations to the checks that need all of them."""

from goescape.base import codes
from goescape.base.diag import Sink
from goescape.base.pos import PosTable
from goescape.check import (
    checker,
    cycles,
    decl,
    ifacetype,
    initorder,
    mono,
    oversized,
    resolve,
    unused,
)
from goescape.check.importer import Importer
from goescape.syntax import nodes as ast
from goescape.types.objects import Package, Scope
from goescape.types.universe import universe


def check_package(
    files: list[ast.File],
    path: str,
    table: PosTable,
    importer: Importer,
    config: checker.Config,
    sink: Sink,
    n_exprs: int,
) -> checker.CheckedPackage:
    """Check the files of one package. Errors go to `sink`; the result is usable only without errors."""
    name = files[0].pkg_name.value if files else ""
    pkg = Package(path, name, Scope(universe()))
    c = checker.Checker(pkg, table, importer, config, sink, n_exprs)
    if name == "_":
        c.error(files[0].pkg_name.pos, codes.BLANK_PKG_NAME, "invalid package name _")
    resolve.collect_objects(c, files)
    resolve.check_shadowed_imports(c)
    cycles.direct_cycles(c)
    decl.declare_all(c)
    c.process_later()
    ifacetype.require_substituted(c)
    initorder.compute(c)
    unused.imports(c)
    if not sink.has_errors:
        mono.monomorph(c)
    if not sink.has_errors:
        oversized.check(c)
        cycles.anonymous_interfaces(c)
    return checker.CheckedPackage(pkg, c.info, files)
