"""The data of the page.

The index is read when the page opens; everything else is in parts that are read when somebody looks: `texts` of sources,
`details` of the sites of each package, `calls`. Numbers stand for files, functions, packages and sites.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from goescape.load.names import escaped
from goescape.report.html.earlier import GAINED, LOST, SAME, Earlier, Run, heaviest
from goescape.report.html.texts import Texts
from goescape.understand import causes, costwords, fields, flows, names, ranking, sentences
from goescape.understand.callers import Callers, Source
from goescape.understand.explain import Explained, Explorer, Step
from goescape.understand.sites import Frame, Site

# Raised when the scripts and the data do not go together any more.
_VERSION: Final = 1
# Fields of a site in the index, and where its values are numbers of something else: `function`, `file`.
_SITE: Final = (
    "identity kind what name function verdict cause file line column bytes size_class objects allocates reason "
    "loop_depth varies copies path price weight why change before"
).split()
_STEP: Final = "file line begin end words text level function inlined".split()
_CALLER: Final = "function caller how file line column loop_depth".split()
_NODE: Final = "label heap end site file line column".split()
_FLOW: Final = "src dst derefs words file line column".split()


@dataclass(frozen=True, slots=True)
class About:
    """What the page says of itself."""

    title: str
    # The command that shows the same at a terminal.
    command: str
    version: str
    # What was left out, and why.
    notes: list[str] = field(default_factory=list)
    # What the earlier run is called; "" if there is none.
    base: str = ""


@dataclass(slots=True)
class Document:
    """The index, and parts by name."""

    index: dict[str, Any]
    parts: dict[str, Any]


def make(
    about: About, found: list[Site], explorer: Explorer, callers: Callers, texts: Texts,
    earlier: Run | None, analyzed: Sequence[str],
) -> Document:  # fmt: skip
    """The document about sites, in their order; `analyzed` are the packages that they may be in."""
    maker = _Maker(explorer, callers, texts, earlier)
    for site in found:
        maker.add(site)
    if earlier is not None:
        for lost in earlier.lost(heaviest(found), analyzed):
            maker.add_lost(lost)
    return maker.document(about)


class _Functions:
    """The functions of a page by number."""

    def __init__(self, callers: Callers, texts: Texts) -> None:
        self._callers = callers
        self._texts = texts
        self.packages: dict[str, int] = {}
        self.entries: list[dict[str, Any]] = []
        self._numbers: dict[Source, int] = {}

    def number(self, source: Source) -> int:
        number = self._numbers.setdefault(source, len(self.entries))
        if number == len(self.entries):
            package, name = source
            known = self._callers.declared(source)
            entry = {
                "name": name,
                "title": escaped((name or "init") if known is None else known.title),
                "package": self.packages.setdefault(package, len(self.packages)),
                "file": -1,
                "line": 0,
                # Whether it has the name of a method that is called through an interface.
                "offered": self._callers.is_offered(source),
            }
            if known is not None:
                place = known.place
                entry["file"], entry["line"] = (
                    self._texts.number(place.file, place.line),
                    place.line,
                )
            self.entries.append(entry)
        return number

    def calls(self) -> list[list[Any]]:
        """Who calls them, and who calls those, as far as anybody does (`_CALLER`)."""
        found: list[list[Any]] = []
        waiting = list(self._numbers)
        # Grows while it is gone through.
        for source in waiting:
            for caller in self._callers.of(source):
                if caller.function not in self._numbers:
                    waiting.append(caller.function)
                number = self.number(caller.function)
                file, column = -1, 0
                if caller.line:
                    file = self._texts.number(caller.file, caller.line)
                    column = self._texts.utf16_column(caller.file, caller.line, caller.column)
                found.append(
                    [self._numbers[source], number, caller.how, file, caller.line, column, caller.loop_depth]
                )  # fmt: skip
        return found


class _Maker:
    """Puts a document together, site by site."""

    def __init__(
        self, explorer: Explorer, callers: Callers, texts: Texts, earlier: Run | None
    ) -> None:
        self._explorer = explorer
        self._texts = texts
        self._earlier = earlier
        self._functions = _Functions(callers, texts)
        self._rows: list[list[Any]] = []
        # By package: what is said of a site, by its number.
        self._details: dict[int, dict[int, dict[str, Any]]] = {}
        self._by_function: dict[int, list[tuple[int, Site]]] = {}

    def add(self, site: Site) -> None:
        function = self._functions.number((site.home, site.function.name))
        number = len(self._rows)
        self._rows.append(self._row(site, function))
        explained = self._explorer.explain(site)
        self._detail(function, number, self._of_site(explained))
        if site.routes:
            self._by_function.setdefault(function, []).append((number, site))

    def add_lost(self, site: Earlier) -> None:
        """A site that is told as the earlier run told it; its place is not that of a file there is."""
        function = self._functions.number((site.package, site.function))
        cost = _cost_values(site.cost)
        row = [site.identity, site.kind, site.what, _one_line(site.name), function, site.verdict]
        row += [site.cause, -1, site.line, site.column, *cost, 0, "normal", site.price, site.weight]
        self._detail(function, len(self._rows), {"sentence": escaped(site.sentence), "steps": []})
        self._rows.append([*row, site.cost.reason, LOST, site.price])

    def _detail(self, function: int, number: int, detail: dict[str, Any]) -> None:
        package = self._functions.entries[function]["package"]
        self._details.setdefault(package, {})[number] = detail

    def document(self, about: About) -> Document:
        parts: dict[str, Any] = {"calls": {"columns": _CALLER, "rows": self._functions.calls()}}
        graphs = {number: self._graph(found) for number, found in self._by_function.items()}
        for package, details in self._details.items():
            of_package = {
                number: graph
                for number, graph in graphs.items()
                if self._functions.entries[number]["package"] == package
            }
            parts[f"details-{package}"] = {"sites": details, "graphs": of_package}
        files, texts = self._texts.files()
        parts.update((f"text-{number}", text) for number, text in enumerate(texts))
        known = {cause.name: cause for cause in causes.every()}
        index = {
            "version": _VERSION,
            "title": escaped(about.title),
            "command": escaped(about.command),
            "goescape": about.version,
            "notes": list(map(escaped, about.notes)),
            "base": escaped(about.base),
            "files": files,
            "packages": list(map(escaped, self._functions.packages)),
            "functions": self._functions.entries,
            "causes": {
                name: {"short": cause.short, "advice": cause.advice}
                for name, cause in known.items()
            },
            "columns": {"sites": _SITE, "steps": _STEP, "nodes": _NODE, "flows": _FLOW},
            "sites": self._rows,
        }
        return Document(index, parts)

    def _row(self, site: Site, function: int) -> list[Any]:
        """The values of `_SITE`."""
        cost, cause = site.cost, site.cause
        price = "" if cost is None else costwords.price(cost)
        weight = ranking.weight(site)
        change, before = "", ""
        if self._earlier is not None:
            change = self._earlier.change(site.identity, weight)
            known = self._earlier.find(site.identity)
            before = "" if known is None or change in (SAME, GAINED) else known.price
        file = self._texts.number(site.file, site.line)
        column = self._texts.utf16_column(site.file, site.line, site.column)
        row = [site.identity, site.kind, site.what, _one_line(site.name), function, site.verdict]
        row += ["" if cause is None else cause.name, file, site.line, column, *_cost_values(cost)]
        row += [site.copies, fields.PATHS[site.path], price, weight]
        return [*row, escaped("; ".join(sentences.in_short(site))), change, before]

    def _of_site(self, explained: Explained) -> dict[str, Any]:
        site = explained.site
        detail: dict[str, Any] = {
            "sentence": escaped(explained.sentence),
            "steps": [self._step(step) for step in explained.steps],
        }
        more = {
            "others": list(map(escaped, explained.others)),
            "inlined_from": [self._frame(frame) for frame in site.inlined_from],
            "inlined_at": [
                [self._texts.number(file, line), line] for file, line, _ in site.inlined_at
            ],
            "shapes": list(map(escaped, site.shapes)),
        }
        return detail | {name: value for name, value in more.items() if value}

    def _step(self, step: Step) -> list[Any]:
        """The values of `_STEP`."""
        begin, end = step.begin or step.column, step.end
        file = self._texts.number(step.file, step.line)
        begin, end = (self._texts.utf16_column(step.file, step.line, at) for at in (begin, end))
        words, text, function = map(escaped, (step.words, step.text, step.function))
        level, inlined = step.level, int(step.is_inlined)
        return [file, step.line, begin, end, words, text, level, function, inlined]

    def _frame(self, frame: Frame) -> list[Any]:
        file = self._texts.number(frame.file, frame.line)
        return [escaped(names.short(frame.function)), file, frame.line]

    def _graph(self, found: list[tuple[int, Site]]) -> dict[str, Any]:
        """The flows of a function, and which of them each site is about."""
        graph = flows.together([site for _, site in found], self._explorer.written)
        ways = {number: way for (number, _), way in zip(found, graph.of_sites, strict=True)}
        return {
            "nodes": [
                [
                    _one_line(node.label),
                    int(node.is_heap),
                    int(node.is_end),
                    int(node.is_site),
                    *self._place(node),
                ]
                for node in graph.nodes
            ],
            "flows": [
                [flow.src, flow.dst, flow.derefs, escaped(flow.words), *self._place(flow)]
                for flow in graph.flows
            ],
            "ways": ways,
        }

    def _place(self, at: flows.Node | flows.Flow) -> list[int]:
        file = self._texts.number(at.file, at.line) if at.line else -1
        return [file, at.line, self._texts.utf16_column(at.file, at.line, at.column)]


def _one_line(text: str) -> str:
    return escaped(" ".join(text.split()))


def _cost_values(cost: costwords.Cost | None) -> list[Any]:
    """From `bytes` to `varies`."""
    if cost is None:
        return [None, None, None, "never", "", 0, 0]
    found = fields.cost(cost)
    found["varies"] = int(found["varies"])
    return [found[name] for name in _SITE[_SITE.index("bytes") : _SITE.index("copies")]]
