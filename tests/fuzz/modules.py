"""Generated modules: both compilers on the packages of a text archive, one package after the other."""

import os
import subprocess
from pathlib import Path

from goescape.report import text
from goescape.session import build as builds
from goescape.session.flags import FlagRules, parse
from tests.harness import modules, toolchain

GO_MOD = "module m\n\ngo 1.27\n"
# A short program: collecting garbage and many threads only cost.
_ENVIRON = {"GOGC": "off", "GOMAXPROCS": "1"}


def archive(files: dict[str, str]) -> str:
    return "".join(f"-- {name} --\n{content}" for name, content in files.items())


def is_archive(source: str) -> bool:
    return source.startswith("-- ")


def write(source: str, directory: Path) -> list[str]:
    """Write the files, whatever shrinking has left of them; the packages in import order."""
    packages = []
    for name, content in modules.split(source).items():
        (directory / name).parent.mkdir(parents=True, exist_ok=True)
        (directory / name).write_text(content)
        if name.endswith(".go"):
            packages.append(name.split("/")[0])
    (directory / "go.mod").write_text(GO_MOD)
    return packages


def theirs(packages: list[str], directory: Path, mode: str) -> tuple[int, str]:
    """What the compiler prints of all packages, each with the export data of those before it."""
    config = directory / f"importcfg{mode.replace(' ', '')}"
    config.write_text("")
    shown = ""
    for name in packages:
        output = config.with_suffix(f".{name}.a")
        command = [str(toolchain.compiler()), "-p", f"m/{name}", "-importcfg", str(config)]
        command += ["-o", str(output), *mode.split(), f"{name}/{name}.go"]
        done = subprocess.run(
            command, cwd=directory, env={**os.environ, **_ENVIRON}, capture_output=True, check=False
        )
        shown += (done.stdout + done.stderr).decode("utf-8", "surrogateescape")
        if done.returncode != 0:
            return done.returncode, shown
        with config.open("a") as file:
            file.write(f"packagefile m/{name}={output}\n")
    return 0, shown.replace(f"{directory}/", "")


def ours(directory: Path, mode: str) -> str:
    """What goescape prints of all packages, with summaries between them as always."""
    rules = FlagRules(str(directory))
    rules.add_named(parse(mode.split()))
    request = builds.Request(
        ["./..."],
        str(directory),
        rules,
        jobs=1,
        cache_dir=str(directory / "cache"),
        environ=toolchain.environ(),
    )
    result = builds.run(builds.plan(request), request)
    defects = "".join(f"{package.defect}\n" for package in result.packages if package.defect)
    lines = "".join(text.lines(p.errors or p.messages) for p in result.packages if p.shown)
    return defects + lines.replace(f"{directory}/", "")
