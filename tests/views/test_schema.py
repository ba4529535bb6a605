"""The machine form keeps what its schema promises."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parent.parent.parent
SCHEMA = ROOT / "docs" / "schema" / "site-v2.json"
# The schema of the standard (OASIS, SARIF 2.1.0 with errata 01), as it was published.
SARIF = Path(__file__).parent / "sarif-schema-2.1.0.json"

SOURCE = """package p

var global *int

func f(c chan *int, g func(*int)) any {
	a, b, d := 1, 2, 3
	global = &a
	c <- &b
	g(&d)
	return "ä" + string(rune(a))
}

//go:noinline
func keep(p *int) { global = p }

func use() { x := 1; keep(&x) }
"""


@pytest.fixture
def module(tmp_path: Path) -> Path:
    (tmp_path / "go.mod").write_text("module p\n\ngo 1.27\n")
    (tmp_path / "a.go").write_text(SOURCE)
    return tmp_path


def run(module: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "goescape", *arguments]
    done = subprocess.run(command, cwd=module, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_sites_are_valid(module: Path) -> None:
    schema = json.loads(SCHEMA.read_text())
    sites = [json.loads(line) for line in run(module, "--all", "--format", "json").splitlines()]
    assert len(sites) > 5
    for site in sites:
        jsonschema.validate(site, schema)
    assert {"stored-in-global", "sent", "unknown-callee", "callee"} <= {s["cause"] for s in sites}


def test_a_wrong_site_is_not_valid(module: Path) -> None:
    schema = json.loads(SCHEMA.read_text())
    site = json.loads(run(module, "--all", "--format", "json").splitlines()[0])
    site["verdict"] = "somewhere"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(site, schema)


def test_columns_are_counted_both_ways(module: Path) -> None:
    (module / "a.go").write_text('package p\n\nvar g any\n\nfunc f(n int) { _ = "ää"; g = n }\n')
    site = json.loads(run(module, "--format", "json").splitlines()[0])
    assert site["position"]["column"] - site["position"]["utf16_column"] == 2


def test_logs_are_valid(module: Path) -> None:
    log = json.loads(run(module, "--all", "--format", "sarif"))
    jsonschema.Draft4Validator(json.loads(SARIF.read_text())).validate(log)
    results = log["runs"][0]["results"]
    assert any("codeFlows" in result for result in results)
    log["runs"][0]["results"][0]["level"] = "dear"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(json.loads(SARIF.read_text())).validate(log)


def test_paths_of_logs_are_relative_to_what_they_name(module: Path) -> None:
    (module / "a.go").write_text(
        SOURCE.replace("package p\n", 'package p\n\nimport "fmt"\n')
        + "\nfunc say(n int) { fmt.Println(n) }\n"
    )
    run_ = json.loads(run(module, "--format", "sarif"))["runs"][0]
    assert run_["originalUriBaseIds"]["SRCROOT"]["uri"] == module.as_uri() + "/"
    places = [
        step["location"]["physicalLocation"]["artifactLocation"]
        for result in run_["results"]
        for flow in result.get("codeFlows", [])
        for step in flow["threadFlows"][0]["locations"]
        if "physicalLocation" in step["location"]
    ]
    assert {"uri": "a.go", "uriBaseId": "SRCROOT"} in places
    assert {"uri": "fmt/print.go", "uriBaseId": "GOROOT"} in places


def test_levels_follow_cost(module: Path) -> None:
    (module / "a.go").write_text(
        "package p\n\nvar g []*int\n\nfunc f() { g[0] = new(int) }\n\n"
        "func l() {\n\tfor i := range g {\n\t\tg[i] = new(int)\n\t}\n}\n"
    )
    results = json.loads(run(module, "--all", "--format", "sarif"))["runs"][0]["results"]
    found = {(r["properties"]["function"], r["level"]) for r in results}
    assert {("f", "note"), ("l", "warning")} <= found
    (first,) = [r for r in results if r["level"] == "warning"]
    assert first["properties"]["cost"]["bytes"] == 8


def test_rules_say_what_it_is_and_what_helps(module: Path) -> None:
    rules = json.loads(run(module, "--format", "sarif"))["runs"][0]["tool"]["driver"]["rules"]
    assert len(rules) == len({rule["id"] for rule in rules}) > 15
    for rule in rules:
        assert rule["fullDescription"]["text"].endswith(".")
        assert rule["help"]["markdown"].startswith("**")
        assert "{" not in rule["fullDescription"]["text"]


def fingerprints(module: Path) -> list[str]:
    log = json.loads(run(module, "--format", "sarif"))
    assert log["version"] == "2.1.0"
    results = log["runs"][0]["results"]
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    for result in results:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] >= 1
        assert region["startColumn"] >= 1
    return sorted(result["partialFingerprints"]["goescape/v2"] for result in results)


def test_fingerprints_survive_edits_elsewhere(module: Path) -> None:
    before = fingerprints(module)
    assert len(before) == len(set(before)) > 3
    (module / "a.go").write_text(SOURCE.replace("package p\n", "package p\n\n// A comment.\n"))
    assert fingerprints(module) == before
