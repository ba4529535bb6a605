"""Names and sources of bad will: nothing of them becomes markup, runs, hides, or turns the direction of writing."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from goescape.report.html.page import embedded
from tests.harness.browser import Watched
from tests.page.conftest import goescape, part

Opened = Callable[..., Watched]

ATTACKS = [
    "</script><script>window.pwned = 1</script>",
    "<!--<script>window.pwned = 2</script>",
    "<img src=x onerror='window.pwned = 3'>",
    '"><svg onload=window.pwned=4>',
    "'-alert(5)-'${alert(6)}\\",
    "&lt;b&gt; ]]> \u2028 \u2029 \u202e drawkcab \u2066 \u200b",
]
FILE = "a<img src=x onerror=alert(1)>'\".go"


def source() -> str:
    lines = ["package p", "", "var kept []*string", ""]
    for number, attack in enumerate(ATTACKS):
        quoted = attack.replace("`", "")
        lines += [
            f"// {attack.replace(chr(0x2028), '').replace(chr(0x2029), '')}",
            f"func f{number}(s string) {{ t := `{quoted}` + s; kept = append(kept, &t) }}",
            "",
        ]
    lines += [
        "//line </script><script>alert(7)</script>.go:7",
        "func last() *int { return new(int) }",
        "",
        "//line /etc/passwd:1",
        "func other() *int { return new(int) }",
    ]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    module = tmp_path_factory.mktemp("hostile")
    (module / "go.mod").write_text("module example.com/p\n\ngo 1.27\n")
    (module / FILE).write_text(source(), encoding="utf-8")
    earlier = [json.loads(line) for line in goescape(module, "--json", ".").split("\n") if line]
    for number, site in enumerate(earlier):
        attack = ATTACKS[number % len(ATTACKS)]
        site |= {"name": attack, "sentence": attack, "identity": attack, "cause": "__proto__"}
        site["function"] = site["verdict"] = attack
        site["position"]["file"] = attack
        site["cost"]["reason"] = attack
    base = module / "<b>base.json"
    base.write_text("\n".join(map(json.dumps, earlier)))
    goescape(module, "report", "--html", "page.html", "--base", base.name, ".")
    return module


def test_nothing_in_data_is_markup(hostile: Path) -> None:
    text = (hostile / "page.html").read_text(encoding="utf-8")
    for attack in ATTACKS[:4]:
        assert attack not in text
    assert text.count("</script>") == text.count('<script type="application/json"') + 1
    assert not any(char in text for char in "\u2028\u2029\u202e\u2066\ufeff\u200b")
    assert "<!--" not in text.removeprefix("<!doctype html>").split("<script>\n")[0]


def test_data_survives_being_embedded() -> None:
    value = [*ATTACKS, "\udc80 \0 \x1b[31m"]
    shown = embedded(value)
    assert shown.isascii()
    assert "<" not in shown
    assert json.loads(shown) == value


def test_only_files_of_go_are_read(hostile: Path) -> None:
    texts = (hostile / "page.html").read_text(encoding="utf-8")
    assert "root:x" not in texts
    files: Any = part(hostile / "page.html", "index")
    assert {each["path"]: each["text"] for each in files["files"]}["/etc/passwd"] == -1


def test_nothing_runs_and_nothing_hides(hostile: Path, opened: Opened) -> None:
    page = opened(hostile / "page.html").page
    count = page.locator(".row.site").count()
    assert count > len(ATTACKS)
    for _ in range(count):
        page.keyboard.press("j")
        page.keyboard.press("n")
        expect(page.locator("#details h2")).to_be_visible()
        page.locator("#details details:not([open]) summary").evaluate_all(
            "nodes => nodes.forEach(n => n.click())"
        )
    assert page.evaluate("window.pwned") is None
    assert page.locator("body script, body img, body iframe, body object").count() == 1
    assert page.locator("#rows img, #stage img, #details img, #details b i").count() == 0
    seen = page.locator("body").inner_text()
    assert not any(char in seen for char in "\u2028\u2029\u202e\u2066\ufeff\u200b")


def test_what_hides_is_shown_escaped(hostile: Path, opened: Opened) -> None:
    page = opened(hostile / "page.html", "#q=f5").page
    page.keyboard.press("j")
    line = page.locator(".line.here code")
    expect(line).to_contain_text("\\u202e drawkcab \\u2066 \\u200b")


def test_hostile_links_do_nothing(hostile: Path, opened: Opened) -> None:
    attack = "#site=<img src=x onerror=alert(1)>&q=<script>alert(2)</script>&at=__proto__:1&cause=__proto__"
    page = opened(hostile / "page.html", attack).page
    expect(page.locator("#search")).to_have_value("<script>alert(2)</script>")
    expect(page.locator("#count")).to_contain_text("0 of")


def test_scripts_never_make_markup() -> None:
    from goescape.report.html import page

    folder = Path(page.__file__).parent
    for name in page.SCRIPTS:
        text = (folder / name).read_text(encoding="utf-8")
        for word in (
            "innerHTML",
            "outerHTML",
            "insertAdjacent",
            "document.write",
            "eval(",
            "fetch(",
        ):
            assert word not in text, f"{name}: {word}"
