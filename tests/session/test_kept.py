"""What is kept of a package: nonsense under a right checksum is made anew, and facts of nobody do no harm."""

import random
from pathlib import Path

import pytest

import goescape
from goescape.base.buffer import In, Out
from goescape.lines.codec import NonsenseError
from goescape.report import findings
from goescape.session import kept
from goescape.session.build import Request
from goescape.session.flags import FlagRules
from goescape.session.model import BuildResult, PackageResult
from goescape.session.session import Session
from goescape.session.store import Entry, Store
from goescape.understand.explain import Explorer

SOURCE = """package shop

var held []*int

func hold(p *int) { held = append(held, p) }

func pass(p *int) *int { return p }

type keeper interface{ Keep(any) }

func Keep(k keeper, n int) func() int {
	x, y := 1, n
	hold(pass(&x))
	k.Keep(make([]byte, n))
	m := map[string]int{"a": n}
	return func() int { return y + len(m) }
}
"""


@pytest.fixture
def module(tmp_path: Path) -> Path:
    (tmp_path / "go.mod").write_text("module shop\n\ngo 1.27\n")
    (tmp_path / "shop.go").write_text(SOURCE)
    return tmp_path


def session(module: Path) -> goescape.Session:
    return goescape.Session(str(module), cache_dir=str(module / "cache"), jobs=1)


def entries(module: Path) -> tuple[Store, dict[str, Entry]]:
    store = Store(module / "cache" / "summaries")
    assert store.directory is not None
    found: dict[str, Entry] = {}
    for path in store.directory.rglob("*"):
        entry = store.get(path.parent.name + path.name) if path.is_file() else None
        if entry is not None:
            found[path.parent.name + path.name] = entry
    return store, found


def parts(messages: bytes) -> tuple[bytes, bytes]:
    data = In(messages)
    return data.raw(), data.raw()


def joined(lines: bytes, facts: bytes) -> bytes:
    out = Out()
    out.raw(lines)
    out.raw(facts)
    return out.done()


@pytest.mark.parametrize("end", [1, 10, 100, -1])
def test_facts_of_nonsense_are_made_anew(module: Path, end: int) -> None:
    def told() -> list[tuple[str, list[str]]]:
        explained = session(module).explain("./...")
        return [(each.sentence, [step.words for step in each.steps]) for each in explained]

    before = told()
    assert before
    store, found = entries(module)
    for key, entry in found.items():
        lines, facts = parts(entry.messages)
        if facts:
            store.put(key, Entry(entry.identity, entry.summary, joined(lines, facts[:end])))
    assert told() == before


def test_whatever_is_taken_for_facts_can_be_shown(
    module: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session(module).analyze(["."])
    _, found = entries(module)
    (messages,) = [entry.messages for entry in found.values() if parts(entry.messages)[1]]
    lines, facts = parts(messages)
    chance = random.Random(5)
    n_shown = 0
    for _ in range(400):
        at = chance.randrange(len(facts))
        changed = facts[:at] + bytes([chance.randrange(256)]) + facts[at + 1 :]
        try:
            known = kept.facts(joined(lines, changed))
        except NonsenseError:
            continue
        n_shown += 1
        package = PackageResult("shop", str(module), known_facts=known)
        monkeypatch.setattr(Session, "facts", lambda self, path, known=known: known)
        request = Request([], str(module), FlagRules(str(module)))
        explorer = Explorer(Session(request))
        for site in explorer.sites(BuildResult([package])):
            findings.line(explorer.explain(site), lambda file, line: "")
    assert n_shown > 20
