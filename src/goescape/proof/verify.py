"""Both compilers on the same packages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from goescape.lines.model import Message
from goescape.load.testplan import NO_TESTS
from goescape.proof import compare as comparing
from goescape.proof import inlineverdicts, oracle
from goescape.proof.compare import Comparison, PackageComparison
from goescape.session import build as builds
from goescape.session.model import BuildResult, PackageResult

# Messages of one package as `go build` shows them, header included.
Render = Callable[[PackageResult, list[Message]], str]


@dataclass(frozen=True, slots=True)
class Subject:
    """What is compared: all lines, or a part of what is said."""

    unit: str
    # What counts of a line, on either side.
    keep: oracle.Keep | None
    select: Callable[[PackageResult], list[Message]]
    classify: Callable[[str], str]


def _all_messages(package: PackageResult) -> list[Message]:
    return package.errors or package.messages


LINES = Subject(comparing.LINES, None, _all_messages, comparing.classify)
COSTS = Subject("verdicts", inlineverdicts.record, inlineverdicts.messages, inlineverdicts.classify)


def verify(
    request: builds.Request,
    go: str,
    gcflags: list[str],
    more: list[str],
    render: Render,
    subject: Subject = LINES,
    progress: builds.Progress | None = None,
) -> tuple[Comparison, list[str]]:
    """Compare on the packages that the request shows; also what the go command said on its own."""
    plan = builds.plan(request)
    theirs = oracle.build(
        go,
        gcflags,
        request.patterns or ["."],
        request.cwd,
        request.environ,
        more,
        subject.keep,
        request.tests != NO_TESTS,
    )
    if theirs.status and not theirs.packages:
        # It gave up before it came to a package.
        said = "goescape: the go command has compiled nothing, so nothing is compared"
        return Comparison(unit=subject.unit), [*theirs.preamble, said]
    for path in plan.graph.packages.keys() - set(plan.graph.order):
        # Compiled because it was named; no test has a use for it.
        theirs.packages.pop(path, None)
    result = builds.run(plan, request, progress)
    return compare(theirs, result, render, subject), theirs.preamble + result.errors


def compare(
    theirs: oracle.OracleOutput, ours: BuildResult, render: Render, subject: Subject = LINES
) -> Comparison:
    """Pair the packages of both sides; one that only one side has is compared with nothing."""
    comparison = Comparison(unit=subject.unit)
    seen: set[str] = set()
    for package in ours.packages:
        seen.add(package.import_path)
        if not package.shown and package.import_path not in theirs.packages:
            continue
        comparison.packages.append(_one(package, theirs.packages, render, subject))
        package.forget_messages()
    for import_path, lines in theirs.packages.items():
        if import_path not in seen:
            missing = comparing.compare_package(import_path, lines, [], subject.classify)
            missing.problem = "not analyzed"
            comparison.packages.append(missing)
    return comparison


def _one(
    package: PackageResult, theirs: Mapping[str, list[str]], render: Render, subject: Subject
) -> PackageComparison:
    path = package.import_path
    ours = oracle.parse(render(package, subject.select(package)), subject.keep)
    compared = comparing.compare_package(
        path, theirs.get(path, []), ours.packages.get(path, []), subject.classify
    )
    compared.problem = package.defect
    if package.blocked_by:
        compared.problem = f"not analyzed: depends on {package.blocked_by}"
    return compared
