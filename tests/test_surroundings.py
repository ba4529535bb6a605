"""Signals, streams, disks, other people's files: never a traceback, never a wrong line, never a process left."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goescape.session.store import MAGIC, Entry, Store, digest
from tests.harness.analysis import write_tree
from tests.test_cli import MODULE, A, run

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
GOESCAPE = [sys.executable, "-m", "goescape"]


@pytest.fixture
def module(tmp_path: Path) -> Path:
    return write_tree(tmp_path / "m", MODULE)


def shell(module: Path, script: str) -> subprocess.CompletedProcess[bytes]:
    """Run a shell's script in which `goescape` is the program."""
    environ = {**os.environ, "GOESCAPE_CACHE": str(module / ".cache")}
    function = f'goescape() {{ {sys.executable} -m goescape "$@"; }}\n'
    return subprocess.run(
        ["bash", "-c", function + script], cwd=module, env=environ, capture_output=True, check=False
    )


# ------------------------------------------------------------------------------------ signals


def start(module: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    """A run that takes long, with workers; in a session of its own."""
    command = [*GOESCAPE, "build", "-m", "-j", "2", *arguments, "--cache-dir", str(module / "new")]
    process = subprocess.Popen(
        command,
        cwd=module,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while not children(process.pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return process


def children(pid: int) -> list[int]:
    found = []
    for entry in os.listdir("/proc"):
        if entry.isdigit() and fields(int(entry))[1:2] == [str(pid)]:
            found.append(int(entry))
    return found


def fields(pid: int) -> list[str]:
    """State, parent, … of a process; nothing if it has ended."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return []
    return text.rpartition(")")[2].split()


def left_over(workers: list[int]) -> list[int]:
    deadline = time.monotonic() + 5
    left = workers
    while left and time.monotonic() < deadline:
        time.sleep(0.05)
        left = [pid for pid in left if fields(pid)[:1] not in ([], ["Z"])]
    return left


@linux
@pytest.mark.parametrize(
    ("number", "status"),
    [
        (signal.SIGINT, 130),
        (signal.SIGTERM, -signal.SIGTERM),
        (signal.SIGHUP, -signal.SIGHUP),
        (signal.SIGKILL, -signal.SIGKILL),
    ],
)
@pytest.mark.parametrize("whole_group", [False, True])
def test_ending_a_run_ends_its_workers(
    module: Path, number: signal.Signals, status: int, whole_group: bool
) -> None:
    process = start(module, "net/http")
    workers = children(process.pid)
    assert workers
    since = time.monotonic()
    (os.killpg if whole_group else os.kill)(process.pid, number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == status
    assert (out, err) == (b"", b"")
    assert time.monotonic() - since < 5
    assert left_over(workers) == []


@linux
def test_an_ignored_hangup_stays_ignored(module: Path) -> None:
    done = shell(
        module, "trap '' HUP; goescape build -m -l . & p=$!; sleep 0.3; kill -HUP $p; wait $p"
    )
    assert done.returncode == 0
    assert A.encode() in done.stdout


@linux
def test_a_worker_that_somebody_kills_is_no_defect(module: Path) -> None:
    process = start(module, "errors", ".")
    os.kill(children(process.pid)[0], signal.SIGKILL)
    _, err = process.communicate(timeout=300)
    assert process.returncode == 3
    assert b"the worker process was killed (SIGKILL)" in err
    assert b"defect" not in err
    assert b"Traceback" not in err


# ------------------------------------------------------------------------------------ streams


@pytest.mark.parametrize(
    ("redirection", "status"),
    [
        (">/dev/full", 3),
        (">&-", 0),
        ("2>&-", 0),
        ("2>/dev/full", 0),
        (">&- 2>&- <&-", 0),
        ("| true", 0),
        ("| head -n 1", 0),
    ],
)
@pytest.mark.parametrize("command", ["build -m -l .", "./...", "explain ."])
def test_streams_that_cannot_be_written(
    module: Path, redirection: str, status: int, command: str
) -> None:
    done = shell(module, f"set -o pipefail; goescape {command} {redirection}")
    assert done.returncode == status
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
    if redirection == ">/dev/full":
        assert b"no space left on device" in done.stderr


@pytest.mark.parametrize("options", ["--help", "--version", "build --help", "cache info"])
def test_help_on_a_full_disk(module: Path, options: str) -> None:
    done = shell(module, f"goescape {options} >/dev/full")
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1252"])
def test_what_a_terminal_cannot_show_is_replaced(module: Path, encoding: str) -> None:
    (module / "a.go").write_text("package m\n\nvar Ж *int\n\nfunc Щ(п *int) { Ж = п }\n")
    done = shell(
        module, f"export PYTHONIOENCODING={encoding}; goescape build -m=2 .; goescape explain ."
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert b"leaking param: \\u043f" in done.stdout


def test_names_that_are_no_text_come_out_as_they_are(module: Path) -> None:
    os.rename(module / "a.go", os.fsencode(module) + b"/\xff.go")
    done = shell(module, "goescape build -m -l .")
    assert done.returncode == 0
    assert b"./\xff.go:5:8: leaking param: p\n" in done.stdout


def test_a_working_directory_that_is_gone(module: Path) -> None:
    for command in ("build -m .", "compile -m a.go", ".", "explain F"):
        done = shell(module, f"mkdir gone; cd gone; rmdir ../gone; goescape {command}")
        assert done.returncode == 3
        assert b"current directory" in done.stderr
        assert b"Traceback" not in done.stderr


@linux
@pytest.mark.parametrize("limit", ["-n 8", "-n 12", "-v 60000", "-v 150000", "-v 400000", "-f 0"])
def test_little_of_everything(module: Path, limit: str) -> None:
    done = shell(module, f"ulimit {limit}; goescape build -m -l .")
    assert done.returncode in (0, 1, 3)
    assert b"Traceback" not in done.stderr
    assert b"defect" not in done.stderr
    if done.returncode == 0:
        assert A.encode() in done.stdout
    else:
        assert done.stderr


# ---------------------------------------------------------------------------- control characters

EVIL = "\x1b[31m"


def test_nothing_in_a_program_acts_on_the_terminal(module: Path) -> None:
    (module / "a.go").unlink()
    (module / f"x{EVIL}\ny.go").write_text(
        f"package m\n\nvar sink any\n\nfunc F() {{ sink = `{EVIL}` + string(rune(len(`{EVIL}`))) }}\n"
        f"//line {EVIL}z.go:7\nfunc G() {{ sink = new(int) }}\n"
    )
    for command in (["."], ["explain", "."], ["graph", "example.com/m.F"], ["view", "--all", "."]):
        done = run(module, *command)
        assert done.returncode == 0, done.stderr
        assert "\x1b" not in done.stdout + done.stderr
        assert "\\x1b[31m" in done.stdout
    (module / "z.go").write_text("package m\n\nvar _ = undefined\n")
    os.rename(module / "z.go", module / f"{EVIL}z.go")
    assert "\x1b" not in run(module, ".").stderr
    (module / f"{EVIL}z.go").write_text("package n\n")
    done = run(module, ".", f"./{EVIL}")
    assert done.returncode == 3
    assert "\x1b" not in done.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs")
def test_a_line_directive_that_leads_to_a_fifo(module: Path) -> None:
    os.mkfifo(module / "fifo")
    (module / "a.go").write_text(
        f"package m\n\nvar sink any\n\n//line {module}/fifo:1\nfunc F() {{ sink = new(int) }}\n"
        "//line /dev/zero:1\nfunc G() { sink = new(int) }\n"
    )
    done = run(module, "explain", ".")
    assert done.returncode == 0
    assert "new(int)" in done.stdout


# -------------------------------------------------------------------------------------- cache


def entries(module: Path) -> list[Path]:
    """The files of entries: what else the cache has stands beside their folders."""
    found = (module / ".cache/summaries").glob("??/*")
    return sorted(path for path in found if path.is_file())


ALL = ["build", "-m", "-l", "./..."]


def test_an_edit_between_reading_and_analysis_is_not_kept(
    module: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is hashed is what is analysed, also if the file changes in between."""
    from goescape.session import build as builds
    from goescape.session.flags import FlagRules

    rules = FlagRules(str(module))
    rules.add("-m -l")
    request = builds.Request(["."], str(module), rules, cache_dir=str(module / ".cache"))
    plan = builds.plan(request)
    before = (module / "a.go").read_text()
    (module / "a.go").write_text(before.replace("sink = p", "_ = p"))
    (first,) = [package for package in builds.run(plan, request).packages if package.shown]
    assert [message.text for message in first.messages] == ["leaking param: p"]
    (module / "a.go").write_text(before)
    assert run(module, "build", "-m", "-l", ".").stdout == f"# example.com/m\n{A}"
    (module / "a.go").write_text(before.replace("sink = p", "_ = p"))
    assert "p does not escape" in run(module, "build", "-m", "-l", ".").stdout


def test_swapped_entries_are_not_served(module: Path) -> None:
    clean = run(module, *ALL)
    found = entries(module)
    contents = [path.read_bytes() for path in found]
    for path, content in zip(found, contents[1:] + contents[:1], strict=True):
        path.write_bytes(content)
    again = run(module, *ALL)
    assert (again.stdout, again.stderr, again.returncode) == (clean.stdout, "", 0)
    assert [path.read_bytes() for path in found] == contents


@pytest.mark.parametrize("part", ["summary", "messages", "both"])
@pytest.mark.parametrize("nonsense", [b"", b"\0", b"\xff" * 100, b"\x01" * 300, b"\x80" * 5000])
def test_entries_of_nonsense_are_made_anew(module: Path, part: str, nonsense: bytes) -> None:
    clean = run(module, *ALL)
    store = Store(module / ".cache" / "summaries")
    assert store.directory is not None
    for path in entries(module):
        key = path.parent.name + path.name
        entry = store.get(key)
        assert entry is not None
        summary = entry.summary if part == "messages" else nonsense
        # As right as can be made from outside, as far as packages without imports go.
        identity = entry.identity if part == "messages" else digest([summary])
        messages = entry.messages if part == "summary" else nonsense
        store.put(key, Entry(identity, summary, messages))
    # Something to do, so that summaries are read, too.
    with open(module / "sub/deep/d.go", "a") as file:
        file.write("\nfunc I() {}\n")
    again = run(module, *ALL)
    assert (again.stdout, again.stderr, again.returncode) == (clean.stdout, "", 0)
    assert run(module, *ALL).stdout == clean.stdout


@pytest.mark.parametrize("what", ["folder", "fifo", "device", "link to nowhere", "half"])
def test_what_stands_in_the_place_of_entries(module: Path, what: str) -> None:
    clean = run(module, *ALL)
    for path in entries(module):
        content = path.read_bytes()
        path.unlink()
        if what == "folder":
            path.mkdir()
            (path / "x").write_text("")
        elif what == "fifo":
            os.mkfifo(path)
        elif what == "device":
            path.symlink_to("/dev/zero")
        elif what == "link to nowhere":
            path.symlink_to(path.parent / "nowhere")
        else:
            path.write_bytes(content[: len(content) // 2] if content.startswith(MAGIC) else b"")
    again = run(module, *ALL)
    assert (again.stdout, again.returncode) == (clean.stdout, 0)
    if what == "folder":
        assert again.stderr.count("\n") == 1
        assert "the cache cannot be written" in again.stderr
    else:
        assert again.stderr == ""


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_cache_that_is_read_only(module: Path) -> None:
    clean = run(module, *ALL)
    shutil.rmtree(module / ".cache" / "summaries")
    (module / ".cache").chmod(0o555)
    again = run(module, *ALL)
    assert again.stdout == clean.stdout
    assert again.stderr.count("\n") == 1
