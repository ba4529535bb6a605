"""`-json=0,DIR`: the optimisation log, compared with the compiler's, byte for byte, but for the back end's records."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from goescape.cli import spelling
from goescape.cli.app import app
from goescape.lines import jsontext
from goescape.session import flags
from tests.harness import toolchain

GOLDEN = Path(__file__).parent / "golden"
PROGRAMS = sorted(
    [
        *GOLDEN.glob("loops/loop_variables*.go"),
        *GOLDEN.glob("inlining/*.go"),
        *GOLDEN.glob("explained/*.go"),
    ]
)
PACKAGES = ["fmt", "strings", "encoding/json", "net/http"]
# Records of passes after escape analysis: loads that check for nil, bounds that are checked at run time,
# and copies of large values.
BACK_END = frozenset(("nilcheck", "isInBounds", "isSliceInBounds", "copy"))

needs_go = pytest.mark.skipif(toolchain.go() is None, reason="no Go toolchain")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Summaries of std, which many programs import."""
    return tmp_path_factory.mktemp("cache")


def _read(directory: Path) -> dict[str, list[str]]:
    """The files of a log without the back end's records; those that are then empty are left out."""
    found: dict[str, list[str]] = {}
    for path in sorted(directory.rglob("*.json")):
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if json.loads(line).get("code") not in BACK_END]
        if len(kept) > 1:
            found[str(path.relative_to(directory))] = kept
    return found


def _run(arguments: list[str]) -> None:
    done = CliRunner().invoke(app, spelling.normalize(arguments))
    assert done.exit_code == 0, done.output


def _flags(path: Path) -> list[str]:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    words = first.removeprefix("// flags:").split() if first.startswith("// flags:") else []
    return [word for word in words if not word.startswith("-m")]


@pytest.mark.oracle
@needs_go
@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: path.stem)
def test_programs(path: Path, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    wanted = _flags(path)
    status, text = toolchain.compile_file(path, [*wanted, f"-json=0,{tmp_path}/theirs"])
    if status:
        pytest.skip(f"not compiled: {text[:80]}")
    log = f"-json=0,{tmp_path}/ours"
    _run(["compile", "-p", "p", *wanted, log, f"--cache-dir={cache}", path.name])
    assert _read(tmp_path / "ours") == _read(tmp_path / "theirs")


@pytest.mark.oracle
@needs_go
def test_packages(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GOROOT", str(toolchain.goroot()))
    # The go command does not run the compiler again for what it has, and then no log is written.
    built = toolchain.run(
        ["build", f"-gcflags=-json=0,{tmp_path}/theirs", *PACKAGES],
        cwd=tmp_path,
        GOCACHE=f"{tmp_path}/gocache",
    )
    assert built.returncode == 0, built.stderr
    log = f"-gcflags=-json=0,{tmp_path}/ours"
    _run(["build", log, f"--cache-dir={cache}", *PACKAGES])
    ours, theirs = _read(tmp_path / "ours"), _read(tmp_path / "theirs")
    assert set(ours) == set(theirs)
    assert [name for name, lines in theirs.items() if ours[name] != lines] == []


def test_messages_stay_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What -m prints does not depend on the log."""
    path = GOLDEN / "closures/capture.go"
    monkeypatch.chdir(path.parent)
    for level in ("-m", "-m=2"):
        plain, logged = (
            CliRunner().invoke(
                app,
                spelling.normalize(
                    ["compile", level, *more, f"--cache-dir={tmp_path}/cache", path.name]
                ),
            )
            for more in ([], [f"-json=0,{tmp_path}/log"])
        )
        assert plain.output == logged.output
        assert os.listdir(tmp_path / "log") == ["%3Cunlinkable%3E"]


def test_text_is_written_like_gos_encoder_does() -> None:
    assert (
        jsontext.line({"a": "<&>\u2028é", "b": 1})
        == '{"a":"\\u003c\\u0026\\u003e\\u2028é","b":1}\n'
    )


@pytest.mark.parametrize("value", ["", "1,/tmp", "0", "0,relative"])
def test_bad_values(value: str) -> None:
    with pytest.raises(flags.UsageError):
        flags.parse([f"-json={value}"])


def test_directories_as_uris() -> None:
    assert flags.parse(["-json=0,file:///a/b%20c"]).log_directory == "/a/b c"
    assert flags.parse(["-json=0,/a/../b"]).log_directory == "/b"
