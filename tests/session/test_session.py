"""A session: what it says after a change is what a new one says."""

import random
import threading
import time
from pathlib import Path

import pytest

import goescape
from goescape.facts import functions
from goescape.load.files import Files
from goescape.session.build import Request
from goescape.session.flags import FlagRules
from goescape.session.session import Session
from goescape.session.workers import Cancelled
from goescape.understand.explain import Explorer
from goescape.understand.sites import Site

MAIN = """package shop

import "example.com/shop/stock"

var kept *int

func Keep() { x := 1; stock.Hold(&x) }

func Stays() int { p := new(int); return *p }
"""
HOLDS = """package stock

var held *int

//go:noinline
func Hold(p *int) { held = p }
"""
LOOKS = "package stock\n\n//go:noinline\nfunc Hold(p *int) { *p = 2 }\n"


@pytest.fixture
def module(tmp_path: Path) -> Path:
    (tmp_path / "go.mod").write_text("module example.com/shop\n\ngo 1.27\n")
    (tmp_path / "shop.go").write_text(MAIN)
    (tmp_path / "stock").mkdir()
    (tmp_path / "stock" / "stock.go").write_text(HOLDS)
    return tmp_path


def verdicts(sites: list[Site]) -> dict[str, str]:
    return {f"{site.function.name} {site.name}": site.verdict for site in sites}


def test_a_text_stands_for_a_file(module: Path) -> None:
    session = goescape.Session(str(module))
    assert verdicts(session.sites(["."]))["Keep x"] == "heap"
    session.replace("stock/stock.go", LOOKS)
    assert "Keep x" not in verdicts(session.sites(["."]))
    session.replace("stock/stock.go", None)
    assert verdicts(session.sites(["."]))["Keep x"] == "heap"


def test_files_need_not_be_on_disk(tmp_path: Path) -> None:
    files = {
        "go.mod": "module example.com/shop\n\ngo 1.27\n",
        "shop.go": MAIN,
        "stock/stock.go": HOLDS,
    }
    session = goescape.Session(str(tmp_path), files=files)
    assert verdicts(session.sites(["./..."]))["Keep x"] == "heap"
    (explained,) = [each for each in session.explain(".Keep") if each.site.name == "x"]
    assert [step.function for step in explained.steps][-1] == "stock.Hold"
    assert not list(tmp_path.iterdir())


def test_changes_on_disk_are_found(module: Path) -> None:
    session = goescape.Session(str(module))
    session.sites(["./..."])
    assert session.refresh() == []
    (module / "stock" / "stock.go").write_text(LOOKS)
    assert session.refresh() == [str(module / "stock" / "stock.go")]
    assert "Keep x" not in verdicts(session.sites(["."]))
    (module / "more.go").write_text("package shop\n\nfunc More() *int { return new(int) }\n")
    assert str(module) in session.refresh()
    assert verdicts(session.sites(["."]))["More new(int)"] == "heap"


def test_an_import_that_comes_and_goes(module: Path) -> None:
    session = goescape.Session(str(module))
    session.sites(["."])
    session.replace("shop.go", 'package shop\n\nimport "errors"\n\nvar Err = errors.New("x")\n')
    assert session.analyze(["."]).status == 0
    session.replace("shop.go", 'package shop\n\nimport "example.com/nowhere"\n')
    assert session.analyze(["."]).status != 0
    session.replace("shop.go", None)
    assert verdicts(session.sites(["."]))["Keep x"] == "heap"


def test_edits_in_any_order_end_where_a_new_session_begins(module: Path) -> None:
    chance = random.Random(7)
    session = goescape.Session(str(module), jobs=1)
    texts = {"shop.go": [MAIN, MAIN.replace("Stays", "Other"), "package shop\n"],
             "stock/stock.go": [HOLDS, LOOKS, HOLDS.replace("held = p", "")]}  # fmt: skip
    for _ in range(12):
        file = chance.choice(sorted(texts))
        session.replace(file, chance.choice(texts[file]))
        if chance.random() < 0.5:
            session.sites(["./..."])
    final = {file: choices[0] for file, choices in texts.items()}
    for file, text in final.items():
        session.replace(file, text)
    fresh = goescape.Session(str(module), files=final, jobs=1)
    ours, theirs = session.sites(["./..."]), fresh.sites(["./..."])
    assert [(site.identity, site.verdict) for site in ours] == [
        (site.identity, site.verdict) for site in theirs
    ]


def test_explaining_through_packages_reads_no_file_twice(
    module: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    from goescape.load import files

    def noted(path: str, largest: int = 0) -> bytes:
        read.append(path)
        return original(path)

    original = files.read_bytes
    monkeypatch.setattr(files, "read_bytes", noted)
    session = goescape.Session(str(module), jobs=1)
    assert any(each.steps for each in session.explain("./..."))
    sources = [path for path in read if path.endswith((".go", ".mod"))]
    assert str(module / "shop.go") in sources
    assert len(sources) == len(set(sources))


def test_an_analysis_can_be_cancelled(module: Path) -> None:
    slow = "\n".join(
        f"func F{i}(p []*int) []*int {{ return append(p, p...) }}" for i in range(9000)
    )
    session = goescape.Session(str(module), files={"slow.go": f"package shop\n\n{slow}\n"})
    threading.Timer(0.5, session.cancel).start()
    start = time.monotonic()
    with pytest.raises(Cancelled):
        session.analyze(["."])
    assert time.monotonic() - start < 10
    session.replace("slow.go", None)
    assert verdicts(session.sites(["."]))["Keep x"] == "heap"


def planned(module: Path, inlining: bool = True) -> Session:
    rules = FlagRules(str(module))
    request = Request([], str(module), rules, cache_dir=str(module / "cache"), jobs=1)
    return Session(request, inlining)


def test_one_cancelling_ends_one_analysis(module: Path) -> None:
    session = planned(module)
    session.cancel()
    with pytest.raises(Cancelled):
        session.facts("example.com/shop/stock")
    assert session.facts("example.com/shop/stock") is not None


def test_explaining_after_the_module_has_become_nonsense(module: Path) -> None:
    explorer = Explorer(planned(module))
    sites = explorer.sites(explorer.run(["."]))
    explorer.session.replace(str(module / "go.mod"), b"nonsense\n")
    assert explorer.session.facts("example.com/shop/stock") is None
    (explained,) = [explorer.explain(site) for site in sites if site.name == "x"]
    assert "passes it to `stock.Hold`" in explained.sentence


def test_facts_of_a_dependency_are_those_of_its_own_flags(module: Path) -> None:
    (module / "stock" / "stock.go").write_text(
        "package stock\n\nfunc keep(p *int) *int { return p }\n\nfunc Hold(p *int) { keep(p) }\n"
    )
    for inlining in (True, False):
        session = planned(module, inlining)
        session.analyze(["."])
        facts = session.facts("example.com/shop/stock")
        assert facts is not None
        (hold,) = [function for function in facts.functions if function.name.name == "Hold"]
        assert [call.how for call in hold.calls] == [functions.INLINED]


class TestFiles:
    """Texts that stand for files."""

    def test_directories_of_texts_exist(self, tmp_path: Path) -> None:
        files = Files()
        files.replace(str(tmp_path / "a" / "b" / "c.go"), b"package b\n")
        assert files.is_dir(str(tmp_path / "a"))
        assert [entry.name for entry in files.entries(str(tmp_path / "a" / "b"))] == ["c.go"]
        files.replace(str(tmp_path / "a" / "b" / "c.go"), None)
        assert not files.is_dir(str(tmp_path / "a"))

    def test_what_is_hashed_is_what_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "a.go"
        path.write_text("package a\n")
        files = Files()
        before = files.digest(str(path))
        path.write_text("package other\n")
        assert files.digest(str(path)) == before
        assert files.read(str(path)) == b"package a\n"
        files.replace(str(path), b"package b\n")
        assert files.digest(str(path)) != before
