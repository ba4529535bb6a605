"""What the page says, without looking at it: its data, the comparison, what is refused."""

import json
import re
from pathlib import Path
from typing import Any

from goescape.report.html import page
from tests.page.conftest import goescape, part


def sites(file: Path) -> list[dict[str, Any]]:
    index: Any = part(file, "index")
    return [dict(zip(index["columns"]["sites"], row, strict=True)) for row in index["sites"]]


def test_it_has_the_sites_of_the_view(shop: Path) -> None:
    viewed = [json.loads(line) for line in goescape(shop, "--json", "./...").splitlines()]
    found = sites(shop / "shop.html")
    assert [site["identity"] for site in found] == [site["identity"] for site in viewed]
    for ours, theirs in zip(found, viewed, strict=True):
        for name in ("kind", "what", "verdict", "copies", "path"):
            assert ours[name] == theirs[name]
        assert (ours["cause"] or None) == theirs["cause"]
        for name in ("bytes", "size_class", "objects", "allocates", "reason", "loop_depth"):
            assert ours[name] == theirs["cost"][name]
        position = theirs["position"]
        assert (ours["line"], ours["column"]) == (position["line"], position["utf16_column"])


def test_it_says_what_explain_says(shop: Path) -> None:
    viewed = [json.loads(line) for line in goescape(shop, "--json", "./...").splitlines()]
    index: Any = part(shop / "shop.html", "index")
    details: dict[str, Any] = {}
    for number in range(len(index["packages"])):
        details |= part(shop / "shop.html", f"details-{number}")["sites"]  # type: ignore[index]
    for number, theirs in enumerate(viewed):
        ours = details[str(number)]
        assert ours["sentence"] == theirs["sentence"]
        columns = index["columns"]["steps"]
        steps = [dict(zip(columns, row, strict=True)) for row in ours["steps"]]
        assert [step["words"] for step in steps] == [step["words"] for step in theirs["steps"]]
        assert [step["line"] for step in steps] == [step["line"] for step in theirs["steps"]]


def test_texts_are_there_once_and_only_as_far_as_needed(tmp_path: Path) -> None:
    module = tmp_path / "m"
    for name in ("a", "b"):
        (module / name).mkdir(parents=True)
        (module / name / "x.go").write_text("package x\n\nfunc F() *int { return new(int) }\n")
    many = "\n".join(f"var v{n} = {n}" for n in range(400))
    (module / "deep").mkdir()
    deep = f"package deep\n\nvar kept *int\n\n//go:noinline\nfunc Keep(p *int) {{ kept = p }}\n{many}\n"
    (module / "deep" / "deep.go").write_text(deep)
    (module / "c").mkdir()
    (module / "c" / "c.go").write_text(
        'package c\n\nimport "m/deep"\n\nfunc F() { x := 1; deep.Keep(&x) }\n'
    )
    (module / "go.mod").write_text("module m\n\ngo 1.27\n")
    goescape(module, "report", "--html", "p.html", "./a", "./b", "./c")
    index: Any = part(module / "p.html", "index")
    texts = {Path(each["path"]).as_posix(): each["text"] for each in index["files"]}
    assert texts["a/x.go"] == texts["b/x.go"]
    [[first, excerpt]] = part(module / "p.html", f"text-{texts['deep/deep.go']}")  # type: ignore[misc]
    assert first == 1
    assert "kept = p" in excerpt
    assert excerpt.count("\n") < 30


def test_pages_are_the_same_for_the_same_input(shop: Path) -> None:
    before = (shop / "shop.html").read_bytes()
    goescape(shop, "report", "--html", "again.html", "./...")
    assert (shop / "again.html").read_bytes() == before


def test_a_policy_allows_one_script(shop: Path) -> None:
    text = (shop / "shop.html").read_text(encoding="utf-8")
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", text)


def test_changes_are_told(shop: Path) -> None:
    found = {site["name"]: site for site in sites(shop / "changed.html")}
    assert found["value"]["change"] == "lost"
    assert found["make([]byte, size)"]["change"] == "lost"
    assert found["make([]byte, 64)"]["change"] == "gained"
    assert found["&stock.Item{…}"]["change"] == "same"


def test_dearer_and_cheaper(tmp_path: Path) -> None:
    module = tmp_path
    (module / "go.mod").write_text("module m\n\ngo 1.27\n")
    text = (
        "package m\n\ntype A [{}]byte\n\ntype B [{}]byte\n\n"
        "func F() *A {{ return new(A) }}\n\nfunc G() *B {{ return new(B) }}\n"
    )
    (module / "m.go").write_text(text.format(16, 64))
    (module / "base.json").write_text(goescape(module, "--json", "."))
    (module / "m.go").write_text("// Moved.\n\n" + text.format(32, 48))
    goescape(module, "report", "--html", "p.html", "--base", "base.json", ".")
    found = {site["name"]: (site["change"], site["before"]) for site in sites(module / "p.html")}
    assert found == {"new(A)": ("dearer", "16 B"), "new(B)": ("cheaper", "64 B")}


def test_packages_that_are_not_there_are_not_compared(shop: Path) -> None:
    goescape(shop, "report", "--html", "part.html", "--base", "earlier.json", "./stock")
    index: Any = part(shop / "part.html", "index")
    assert index["notes"] == [
        f"example.com/shop: in {shop / 'earlier.json'}, but not analyzed now: not compared"
    ]
    assert {site["change"] for site in sites(shop / "part.html")} == {"same"}


def test_what_is_no_earlier_run_is_refused(shop: Path, tmp_path: Path) -> None:
    for text, words in (
        ("{}", "line 1 is no site"),
        ("[1]", "line 1 is no site"),
        ("what\n", "line 1 is no site (JSONDecodeError"),
        ('{"schema":1}', "has schema 1"),
        ('\n{"schema":2,"cost":{"allocates":"always"}}', "line 2 is no site (KeyError"),
    ):
        (tmp_path / "base.json").write_text(text)
        base = str(tmp_path / "base.json")
        said = goescape(shop, "report", "--html", "x.html", "--base", base, ".", status=2)
        assert words in said
    said = goescape(shop, "report", "--html", "x.html", "--base", "gone", ".", status=2)
    assert "No such file" in said


def test_where_nothing_can_be_written_that_is_said(shop: Path) -> None:
    said = goescape(shop, "report", "--html", "/gone/x.html", ".", status=3)
    assert "cannot write /gone/x.html" in said


def test_errors_are_told_in_the_page(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module m\n\ngo 1.27\n")
    (tmp_path / "m.go").write_text(
        "package m\n\nfunc F() *int { return new(int) }\n\nfunc G() { x }\n"
    )
    goescape(tmp_path, "report", "--html", "p.html", ".", status=3)
    index: Any = part(tmp_path / "p.html", "index")
    assert index["notes"] == ["m: has errors; without G"]
    assert len(index["sites"]) == 1


def test_scripts_have_nothing_that_nobody_uses() -> None:
    folder = Path(page.__file__).parent
    script = "\n".join((folder / name).read_text(encoding="utf-8") for name in page.SCRIPTS)
    defined = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", script, re.MULTILINE)
    defined += re.findall(r"^  (?!if|for|while|switch)(\w+)\([^)]*\) \{$", script, re.MULTILINE)
    unused = [name for name in defined if len(re.findall(rf"\b{name}\b", script)) < 2]
    assert unused == []
    assert {path.name for path in folder.glob("*.js")} == set(page.SCRIPTS)


def test_styles_have_nothing_that_nobody_uses() -> None:
    folder = Path(page.__file__).parent
    script = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.[jh]*"))
    style = (folder / "page.css").read_text(encoding="utf-8")
    classes = set(re.findall(r"\.([a-z][\w-]*)(?=[\s:,.\[{>])", style))
    made = {f"level-{level}" for level in range(5)} | {"mark-lit", "mark-site", "tip"}
    unused = {name for name in classes - made if not re.search(rf"\b{name}\b", script)}
    assert unused == set()
