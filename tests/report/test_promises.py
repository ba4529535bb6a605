"""What `goescape check` finds, in the forms of reviews and pipelines."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import junitparser
import pytest

SOURCE = """package svc

var kept []*int

//goescape:noalloc
func Hot(n int) *int { return helper(n) }

//go:noinline
func helper(n int) *int { kept = append(kept, &n); return &n }

//goescape:noalloc
func Fine(n int) int { return n + 1 }

//goescape:noallok
func Misspelt() {}

//goescape:noalloc
func Generic[T any](t T) T { return t }
"""


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("repository")
    (root / ".git").mkdir()
    inner = root / "svc"
    inner.mkdir()
    (inner / "go.mod").write_text("module example.com/svc\n\ngo 1.27\n")
    (inner / "svc.go").write_text(SOURCE)
    return inner


def check(module: Path, form: str) -> str:
    command = [sys.executable, "-m", "goescape", "check", "--format", form]
    done = subprocess.run(command, cwd=module, capture_output=True, text=True, env={**os.environ})
    assert done.returncode == 3, done.stderr
    return done.stdout


def test_a_case_for_each_promise(module: Path) -> None:
    text = check(module, "junit")
    suites = junitparser.JUnitXml.fromstring(text.encode())
    (suite,) = suites
    cases = {case.name: case for case in suite}
    assert set(cases) == {
        "//goescape:noalloc of Hot",
        "//goescape:noalloc of Fine",
        "//goescape:noalloc of Generic",
        "directives",
    }
    assert (suite.tests, suite.failures, suite.errors) == (4, 2, 1)
    assert cases["//goescape:noalloc of Fine"].result == []
    (failure,) = cases["//goescape:noalloc of Hot"].result
    assert isinstance(failure, junitparser.Failure)
    assert "svc/svc.go:6" in failure.text
    assert "calls helper" in failure.text
    (error,) = cases["//goescape:noalloc of Generic"].result
    assert isinstance(error, junitparser.Error)


def test_violations_stand_where_the_contract_leads_to_them(module: Path) -> None:
    lines = check(module, "github").splitlines()
    assert all(line.startswith("::error file=svc/svc.go,line=") for line in lines)
    hot = [line for line in lines if "Hot breaks" in line]
    assert len(hot) == 2
    assert all(",line=6," in line and "calls helper" in line for line in hot)
    assert any(",line=14," in line and "noallok" in line for line in lines)
    assert any("Generic" in line and "cannot be checked" in line for line in lines)


def test_logs_have_the_chain(module: Path) -> None:
    (run,) = json.loads(check(module, "sarif"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    found = [r for r in run["results"] if r["ruleId"] == "noalloc"]
    assert {rules[r["ruleIndex"]]["id"] for r in found} == {"noalloc"}
    assert {r["level"] for r in run["results"]} == {"error"}
    (flow,) = found[0]["codeFlows"]
    assert len(flow["threadFlows"][0]["locations"]) == 2
    marks = [r["partialFingerprints"]["goescape/v2"] for r in run["results"]]
    assert len(marks) == len(set(marks))


@pytest.mark.parametrize("form", ["gitlab", "rdjson", "rdjsonl", "golangci", "markdown"])
def test_all_forms_have_all_findings(module: Path, form: str) -> None:
    text = check(module, form)
    assert len(re.findall("Hot breaks", text)) >= 2
    assert "noallok" in text


def test_checkstyle(module: Path) -> None:
    top = ElementTree.fromstring(check(module, "checkstyle"))
    assert len(top[0]) == len(json.loads(check(module, "gitlab")))
