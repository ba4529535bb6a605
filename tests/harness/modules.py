"""Golden modules: several packages in one text archive, with what `go build` prints of them.

An archive opens with prose: what the module shows. Its members are files (`-- a/a.go --`), then what the
compiler prints of `./...` under some flags (`-- @ -m -l --`). The latter are written by `update.py`.
"""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.harness import toolchain

ROOT = Path(__file__).parent.parent / "golden" / "modules"
# Written into the archive, in this order. Further modes are compared while the compiler is there.
KEPT = ["-m -l", "-m"]

_MEMBER = re.compile(r"^-- (.+) --\n", re.MULTILINE)


@dataclass(frozen=True)
class Module:
    """One archive."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.stem

    def members(self) -> dict[str, str]:
        """Content by name, files and expectations; the prose stands under the empty name."""
        whole = self.path.read_text()
        return {"": _MEMBER.split(whole)[0], **split(whole)}

    def files(self) -> dict[str, str]:
        return {k: v for k, v in self.members().items() if k and not k.startswith("@")}

    def expected(self, mode: str) -> str:
        return self.members()[f"@ {mode}"]

    def write(self, root: Path) -> None:
        for name, content in self.files().items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(content)

    def update(self, texts: dict[str, str]) -> bool:
        """Rewrite the expectations; true if something changed."""
        members = {"": self.members()[""], **self.files()}
        members.update({f"@ {mode}": output for mode, output in texts.items()})
        whole = members.pop("") + "".join(f"-- {k} --\n{v}" for k, v in members.items())
        changed = whole != self.path.read_text()
        self.path.write_text(whole)
        return changed


def split(archive: str) -> dict[str, str]:
    """The members of an archive by name."""
    pieces = _MEMBER.split(archive)
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def all_modules() -> list[Module]:
    return [Module(path) for path in sorted(ROOT.glob("*.txtar"))]


def compiler_text(root: Path, mode: str) -> str:
    """What the go command prints of all packages, sorted by package: it prints in order of completion."""
    # The directory in a flag without effect: what the go command caches has its file names.
    flags = f"-gcflags={mode} -D={root.name}"
    done = toolchain.run(["list", "-export", "-f", "", flags, "--", "./..."], cwd=root)
    return _by_package(done.stderr)


def our_text(root: Path, mode: str) -> str:
    """What `goescape build` prints, sorted by package."""
    command = [sys.executable, "-m", "goescape", "build", *mode.split(), "-C", str(root), "./..."]
    done = subprocess.run(
        command, env=toolchain.environ(), capture_output=True, text=True, check=False
    )
    # A slow machine is told how far the run has come.
    said = re.sub(r"^goescape: \d+ of \d+ packages done.*\n", "", done.stderr, flags=re.MULTILINE)
    return _by_package(done.stdout) + said


def _by_package(output: str) -> str:
    output = output.replace(str(toolchain.goroot()), "$GOROOT")
    parts = re.split(r"^(?=# )", output, flags=re.MULTILINE)
    return "".join(sorted(parts))
