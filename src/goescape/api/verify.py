"""Both compilers on the same packages."""

from collections.abc import Callable, Mapping

from goescape.api import build as builds
from goescape.api import oracle
from goescape.api.compare import Comparison, PackageComparison, compare_package
from goescape.api.model import BuildResult, PackageResult

# The lines of one package as `go build` shows them, header included.
Render = Callable[[PackageResult], str]


def verify(
    request: builds.Request,
    go: str,
    gcflags: list[str],
    more: list[str],
    render: Render,
    progress: builds.Progress | None = None,
) -> tuple[Comparison, list[str]]:
    """Compare on the packages that the request shows; also what the go command said on its own."""
    plan = builds.plan(request)
    theirs = oracle.build(
        go, gcflags, request.patterns or ["."], request.cwd, request.environ, more
    )
    result = builds.run(plan, request, progress)
    return compare(theirs, result, render), theirs.preamble + result.errors


def compare(theirs: oracle.OracleOutput, ours: BuildResult, render: Render) -> Comparison:
    """Pair the packages of both sides; one that only one side has is compared with nothing."""
    comparison = Comparison()
    seen: set[str] = set()
    for package in ours.packages:
        seen.add(package.import_path)
        if not package.shown and package.import_path not in theirs.packages:
            continue
        comparison.packages.append(_one(package, theirs.packages, render))
    for import_path, lines in theirs.packages.items():
        if import_path not in seen:
            missing = compare_package(import_path, lines, [])
            missing.problem = "not analyzed"
            comparison.packages.append(missing)
    return comparison


def _one(
    package: PackageResult, theirs: Mapping[str, list[str]], render: Render
) -> PackageComparison:
    ours = oracle.parse(render(package)).packages.get(package.import_path, [])
    compared = compare_package(package.import_path, theirs.get(package.import_path, []), ours)
    compared.problem = package.defect
    if package.blocked_by:
        compared.problem = f"not analyzed: depends on {package.blocked_by}"
    return compared
