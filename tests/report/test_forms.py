"""Forms for reviews and pipelines, read by what reads them or held against what their readers say they take."""

import gzip
import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from goescape.cli import app
from goescape.report.forms import github, markdown, pprof, rendering
from goescape.report.forms.finding import ERROR, NOTE, WARNING, Finding, Roots, Rule

SOURCE = """package main

import "fmt"

type point struct{ x, y int }

var keep []*point

func newPoint(x int) *point {
	p := point{x, x}
	return &p
}

func main() {
	for i := range 10 {
		keep = append(keep, newPoint(i))
	}
	ä := make([]byte, len(keep))
	fmt.Println("]]> --> </script> ::error:: | `@all` %0A", string(ä)+"a")
}
"""


@pytest.fixture
def module(tmp_path: Path) -> Path:
    """A module in a directory of a repository."""
    (tmp_path / ".git").mkdir()
    inner = tmp_path / "svc"
    inner.mkdir()
    (inner / "go.mod").write_text("module example.com/svc\n\ngo 1.27\n")
    (inner / "main.go").write_text(SOURCE)
    return inner


def run(module: Path, form: str, **environ: str) -> bytes:
    command = [sys.executable, "-m", "goescape", "--format", form]
    env = {**os.environ, **environ}
    done = subprocess.run(command, cwd=module, capture_output=True, env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout


def sites(module: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run(module, "json").splitlines()]


# ----------------------------------------------------------------------------- what people look at


def test_annotations_are_commands_on_lines_of_their_own(module: Path) -> None:
    lines = run(module, "github").decode().splitlines()
    assert len(lines) == len(sites(module))
    pattern = re.compile(
        r"::(notice|warning) file=svc/main\.go,line=\d+,col=\d+,endColumn=\d+,title=[^:,]*::.+"
    )
    for line in lines:
        assert pattern.fullmatch(line), line
    loop = [line for line in lines if line.startswith("::warning")]
    assert len(loop) == 1
    assert "line=10,col=2,endColumn=3,title=16 B ×loop%3A p::" in loop[0]


def many(n: int, level: str) -> list[Finding]:
    return [
        Finding("r", level, f"t{i}", "m", "/r/a.go", i + 1, 1, 2, f"{level}{i}") for i in range(n)
    ]


def test_no_more_annotations_than_are_shown() -> None:
    findings = [*many(12, ERROR), *many(30, WARNING), *many(3, NOTE)]
    lines = list(github.lines(findings, Roots("/r")))
    kinds = [line.split(" ")[0] for line in lines]
    assert [kinds.count(f"::{kind}") for kind in ("error", "warning", "notice")] == [10, 10, 3]
    assert "title=t9::" in lines[9]


def test_nothing_in_a_finding_is_a_command() -> None:
    hostile = Finding("r", ERROR, "a,b::c", "x\n::error::y\r%0A", "/r/a,b:c\n.go", 1, 0, 0, "f")
    (line,) = github.lines([hostile], Roots("/r"))
    assert line == "::error file=a%2Cb%3Ac%0A.go,line=1,title=a%2Cb%3A%3Ac::x%0A::error::y%0D%250A"


def test_all_findings_are_in_the_summary_of_the_step(module: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    run(module, "github", GITHUB_STEP_SUMMARY=str(summary))
    text = summary.read_text()
    assert text.startswith(f"before\n{markdown.MARKER}\n")
    assert text.count("| <code>svc/main.go:") == len(sites(module))


def test_comments_have_a_marker_a_row_for_each_and_folded_ways(module: Path) -> None:
    text = run(module, "markdown").decode()
    assert text.startswith(f"{markdown.MARKER}\n### ")
    assert text.count("| <code>svc/main.go:") == len(sites(module))
    assert text.count("<details>") == text.count("</details>") > 2
    shown = html.unescape(text)
    assert "keep = append(keep, newPoint(i))" in shown


def test_nothing_in_a_comment_is_markup() -> None:
    title = "a|b <img src=x> [x](http://e.x) @all #1 *b* `c|d` www.e.x --> ]]>"
    finding = Finding("r", NOTE, title, "`unpaired *x*", "/r/a.go", 1, 1, 2, "f")
    text = markdown.document([finding], Roots("/r"), "`x` <b>")
    row = next(line for line in text.splitlines() if "a.go" in line)
    assert row.count("|") == 4
    rest = re.sub(r"</?code>|&#\d+;", "", "".join(text.split("\n", 1)[1:]))
    assert not re.search(r"[<>`@*\[]|://|www\.", rest.replace("### ", "").replace("| --- ", "")), (
        rest
    )
    assert html.unescape(re.sub("</?code>", "", row)).split(" | ")[1] == title.replace("`", "")


def test_a_long_comment_says_how_many_are_missing() -> None:
    text = markdown.document(many(2000, NOTE), Roots("/r"), "x", 20_000)
    rows = text.count("| <code>a.go:")
    assert 0 < rows < 2000
    assert len(text) <= 20_100
    assert f"… and {2000 - rows} more." in text


# ------------------------------------------------------------------------------ what machines read

RDJSON: dict[str, Any] = {
    "type": "object",
    "required": ["message", "location", "severity"],
    "properties": {
        "message": {"type": "string", "minLength": 1},
        "severity": {"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
        "location": {
            "type": "object",
            "required": ["path", "range"],
            "additionalProperties": False,
            "properties": {
                "path": {"type": "string"},
                "range": {
                    "type": "object",
                    "required": ["start"],
                    "additionalProperties": False,
                    "properties": {"start": {"$ref": "#/$defs/at"}, "end": {"$ref": "#/$defs/at"}},
                },
            },
        },
        "code": {"type": "object", "properties": {"value": {"type": "string"}}},
        "source": {"type": "object", "properties": {"name": {"type": "string"}}},
    },
    "additionalProperties": False,
    "$defs": {
        "at": {
            "type": "object",
            "required": ["line"],
            "additionalProperties": False,
            "properties": {
                "line": {"type": "integer", "minimum": 1},
                "column": {"type": "integer", "minimum": 1},
            },
        }
    },
}


def test_rdjson_is_what_reviewdog_takes(module: Path) -> None:
    whole = json.loads(run(module, "rdjson"))
    assert whole["source"]["name"] == "goescape"
    lines = [json.loads(line) for line in run(module, "rdjsonl").splitlines()]
    for each in [*whole["diagnostics"], *lines]:
        jsonschema.validate(each, RDJSON)
    assert len(whole["diagnostics"]) == len(lines) == len(sites(module))
    # Columns count bytes: the name before it has two.
    (made,) = [each for each in lines if "make([]byte" in each["message"]]
    assert made["location"]["range"]["start"] == {"line": 18, "column": 8}
    assert made["location"]["range"]["end"] == {"line": 18, "column": 31}


def test_gitlab_fingerprints_are_unique_and_stay(module: Path) -> None:
    def fingerprints() -> list[str]:
        entries = json.loads(run(module, "gitlab"))
        for entry in entries:
            assert set(entry) == {
                "description",
                "check_name",
                "fingerprint",
                "severity",
                "location",
            }
            assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
            assert entry["location"]["path"] == "svc/main.go"
            assert entry["location"]["lines"]["begin"] > 0
        return [entry["fingerprint"] for entry in entries]

    before = fingerprints()
    assert len(before) == len(set(before)) == len(sites(module))
    (module / "main.go").write_text(SOURCE.replace("import", "\n\nimport"))
    assert fingerprints() == before


def test_two_findings_with_one_fingerprint_are_told_apart() -> None:
    from goescape.report.forms import gitlab

    twice = many(1, NOTE) * 2
    found = [entry["fingerprint"] for entry in json.loads(gitlab.document(twice, Roots("/r")))]
    assert found == ["note0", "note0-1"]


def test_checkstyle_is_xml_by_file(module: Path) -> None:
    top = ElementTree.fromstring(run(module, "checkstyle"))
    assert top.tag == "checkstyle"
    (file,) = top
    assert file.get("name") == "svc/main.go"
    assert len(file) == len(sites(module))
    for error in file:
        assert error.get("severity") in ("info", "warning", "error")
        assert (error.get("source") or "").startswith("goescape.")


def test_xml_holds_what_names_hold() -> None:
    from goescape.report.forms import checkstyle

    finding = Finding("r", NOTE, "\x1b]<&\ud800", "m", "/r/a.go", 1, 1, 2, "f")
    top = ElementTree.fromstring(checkstyle.document([finding], Roots("/r")))
    assert top[0][0].get("message") == "\ufffd]<&\ufffd: m"


def test_golangci_issues(module: Path) -> None:
    found = json.loads(run(module, "golangci"))
    assert len(found["Issues"]) == len(sites(module))
    for issue in found["Issues"]:
        assert issue["FromLinter"] == "goescape"
        assert issue["SourceLines"][0] == SOURCE.splitlines()[issue["Pos"]["Line"] - 1]
        assert issue["Pos"]["Filename"] == "svc/main.go"


# ---------------------------------------------------------------------------- Go's own readers


def test_the_cover_tool_shows_a_profile(module: Path, go: str) -> None:
    profile, page = module / "goescape.cover", module / "page.html"
    profile.write_bytes(run(module, "cover"))
    subprocess.run([go, "tool", "cover", f"-html={profile}", "-o", page], cwd=module, check=True)
    marked = re.findall(r'<span class="cov0" title="0">([^<]*)</span>', page.read_text())
    assert [html.unescape(text) for text in marked][:3] == [
        "p", "append(keep, newPoint(i))", "make([]byte, len(keep))",
    ]  # fmt: skip


def test_what_stays_on_the_stack_counts_as_covered(module: Path) -> None:
    (module / "main.go").write_text("package main\n\nfunc main() { p := &[4]int{1}; p[0]++ }\n")
    lines = run(module, "cover").decode().splitlines()
    assert lines == ["mode: set", "example.com/svc/main.go:3.20,3.30 1 1"]


def test_pprof_opens_a_profile(module: Path, go: str) -> None:
    profile = module / "goescape.pb.gz"
    profile.write_bytes(run(module, "pprof"))
    command = [go, "tool", "pprof", "-top", "-sample_index=bytes", str(profile)]
    env = {**os.environ, "GOTOOLCHAIN": "local", "GOPROXY": "off", "GOFLAGS": ""}
    done = subprocess.run(command, cwd=module, capture_output=True, text=True, env=env)
    assert done.returncode == 0, done.stderr
    assert re.search(r"16B .* example\.com/svc\.newPoint", done.stdout)


def test_samples_are_sites(module: Path) -> None:
    data = gzip.decompress(run(module, "pprof"))
    profile = pprof.profile_class().FromString(data)
    texts = list(profile.string_table)
    units = [(texts[each.type], texts[each.unit]) for each in profile.sample_type]
    assert units == [("sites", "count"), ("objects", "count"), ("bytes", "bytes")]
    costs = [each["cost"] for each in sites(module)]
    found = sorted(tuple(sample.value) for sample in profile.sample)
    assert found == sorted((1, cost["objects"] or 0, cost["size_class"] or 0) for cost in costs)


# --------------------------------------------------------------------------------- where it goes


def test_reports_go_to_files_whole_or_not_at_all(module: Path) -> None:
    command = [sys.executable, "-m", "goescape", "--format", "sarif", "-o", "out.sarif"]
    subprocess.run(command, cwd=module, check=True)
    assert json.loads((module / "out.sarif").read_text())["version"] == "2.1.0"
    command[-1] = "there/is/no/out.sarif"
    done = subprocess.run(command, cwd=module, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot write there/is/no/out.sarif" in done.stderr


@pytest.mark.parametrize("form", rendering.OF_SITES)
def test_every_form_of_nothing(form: str) -> None:
    told = rendering.of_sites([], lambda file, line: "", "1", "/r", "/r", "/g", "nothing")
    assert rendering.render(form, told)


@pytest.mark.parametrize("form", rendering.OF_FINDINGS)
def test_forms_take_any_finding(form: str) -> None:
    rule = Rule("r", "short", "Sentence.", "advice")
    told = rendering.Told(
        many(2, ERROR), [rule], lambda file, line: "x", "1", "/r", "/r", "/g", "two things"
    )
    assert b"a.go" in rendering.render(form, told)


def test_the_command_line_offers_what_there_is() -> None:
    assert set(app.FORMATS) == {"text", "json", *rendering.OF_SITES}
    assert set(app.CHECK_FORMATS) == {"text", "json", *rendering.OF_PROMISES}
