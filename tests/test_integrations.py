"""What other programs run: the action's script, the hooks, the image's commands, a problem matcher."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from goescape.cli.app import app

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "integrations" / "github" / "run.sh"
SOURCE = "package m\n\nvar kept *int\n\n//goescape:noalloc\nfunc F(n int) { kept = &n }\n"


@pytest.fixture
def module(tmp_path: Path) -> Path:
    where = tmp_path / "m"
    where.mkdir()
    (where / ".git").mkdir()
    (where / "go.mod").write_text("module m\n\ngo 1.27\n")
    (where / "m.go").write_text(SOURCE)
    return where


def act(module: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The action's script, with a goescape that is there already."""
    runner = module.parent / "runner" / "goescape" / "bin"
    runner.mkdir(parents=True, exist_ok=True)
    command = runner / "goescape"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m goescape "$@"\n')
    command.chmod(0o755)
    env = {**os.environ, "RUNNER_TEMP": str(module.parent / "runner"), **inputs}
    return subprocess.run(["bash", SCRIPT], cwd=module, env=env, capture_output=True, text=True)


def test_the_action_checks_annotates_and_fails(module: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    done = act(module, GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("::error file=m.go,line=6,")
    assert "goescape:noalloc" in summary.read_text()


def test_the_action_shows_what_allocates(module: Path) -> None:
    done = act(module, GOESCAPE_COMMAND="view", GOESCAPE_ARGUMENTS="--min-bytes 8 --limit 3")
    assert (done.returncode, done.stdout.count("\n")) == (0, 1)
    assert done.stdout.startswith("::notice file=m.go,line=6,")


def test_the_action_knows_its_commands(module: Path) -> None:
    done = act(module, GOESCAPE_COMMAND="chekc")
    assert done.returncode == 2
    assert "::error::" in done.stdout


def test_hooks_are_commands_that_there_are(module: Path) -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text()
    found = re.findall(r"entry: goescape (\S+)\n\s+args: (\[.*?\])\n", text)
    assert [name for name, _ in found] == ["check", "diff"]
    for name, _ in found:
        assert name in app.commands
    arguments = json.loads(found[0][1])
    command = [sys.executable, "-m", "goescape", "check", *arguments]
    done = subprocess.run(command, cwd=module, capture_output=True, text=True)
    assert done.returncode == 1
    assert "is violated" in done.stdout


def test_pipelines_use_forms_that_there_are() -> None:
    text = (ROOT / "integrations" / "gitlab" / "goescape.yml").read_text()
    forms = re.findall(r"goescape (\S+) --format (\S+) -o (\S+)", text)
    assert [form for _, form, _ in forms] == ["gitlab", "junit"]
    for command, form, file in forms:
        (option,) = [p for p in app.commands[command].params if p.name == "form"]
        assert form in option.type.choices  # type: ignore[attr-defined]
        assert text.count(file) == 2


def test_the_problem_matcher_reads_lines(module: Path) -> None:
    text = (ROOT / "integrations" / "github" / "problem-matcher.json").read_text()
    ((pattern,),) = [each["pattern"] for each in json.loads(text)["problemMatcher"]]
    command = [sys.executable, "-m", "goescape", "build", "-m"]
    lines = subprocess.check_output(command, cwd=module, text=True).splitlines()
    found = [re.fullmatch(pattern["regexp"], line) for line in lines if not line.startswith("#")]
    assert found
    for match in found:
        assert match is not None
        assert match[pattern["file"]] == "m.go"
        assert match[pattern["message"]]


def test_the_image_runs_what_the_package_installs() -> None:
    text = (ROOT / "integrations" / "Dockerfile").read_text()
    assert 'ENTRYPOINT ["/opt/goescape/bin/goescape"]' in text
    assert "golang" not in text
    (installed,) = re.findall(r"pip install --no-cache-dir '/goescape\[(\w+)\]'", text)
    assert f"{installed} = [" in (ROOT / "pyproject.toml").read_text()
