"""Makes what a release publishes and tries it: the sdist, the pure wheel, and a wheel for each Python that is here.

    python -m tools.wheels --output dist 3.11 3.12 3.13

Wheels with extension modules are checked with auditwheel and get the manylinux tag that it finds them fit for. Everything
is installed into a fresh environment and answers `tools/smoke.py` there. The wheels of other systems are made by
`.github/workflows/release.yml`.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def run(*command: str, **environ: str) -> str:
    print("+", " ".join(command), flush=True)
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environ}, stdout=subprocess.PIPE, text=True
    )
    if done.returncode:
        sys.exit(f"wheels: status {done.returncode}\n{done.stdout}")
    return done.stdout


def interpreter(version: str) -> str | None:
    """A Python of this version: on PATH, or one that pyenv or uv has installed."""
    found = shutil.which(f"python{version}")
    if found and works(found, version):
        return found
    homes = [
        Path.home() / ".pyenv" / "versions",
        Path.home() / ".local" / "share" / "uv" / "python",
    ]
    for home in homes:
        for candidate in sorted(home.glob(f"*{version}*/bin/python{version}")):
            if works(str(candidate), version):
                return str(candidate)
    return None


def works(python: str, version: str) -> bool:
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    done = subprocess.run([python, "-c", code], capture_output=True, text=True)
    return done.stdout.strip() == version


def only(directory: Path, pattern: str) -> Path:
    (found,) = directory.glob(pattern)
    return found


def build(python: str, sdist: Path, scratch: Path, compiled: bool) -> Path:
    """A wheel made of the sdist, as an installer would make it."""
    into = scratch / ("compiled" if compiled else "pure")
    shutil.rmtree(into, ignore_errors=True)
    choice = (
        {"GOESCAPE_COMPILE": "1", "GOESCAPE_OPT_LEVEL": "2"}
        if compiled
        else {"GOESCAPE_COMPILE": "0"}
    )
    run(python, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(into), str(sdist), **choice)
    return only(into, "*.whl")


def audited(wheel: Path, output: Path) -> Path:
    """The wheel with the manylinux tag that it is fit for, if this is Linux."""
    if sys.platform != "linux":
        return Path(shutil.copy(wheel, output))
    auditwheel = [sys.executable, "-m", "auditwheel"]
    print(run(*auditwheel, "show", str(wheel)))
    with tempfile.TemporaryDirectory() as name:
        run(*auditwheel, "repair", "-w", name, str(wheel))
        return Path(shutil.copy(only(Path(name), "*.whl"), output))


def smoke(python: str, package: Path, kind: str, scratch: Path, **environ: str) -> None:
    """Install into a fresh environment, and try."""
    place = scratch / "environment"
    shutil.rmtree(place, ignore_errors=True)
    run(python, "-m", "venv", str(place))
    own = str(place / "bin" / "python")
    run(own, "-m", "pip", "install", "-q", f"{package}[std]", **environ)
    tool = shutil.copy(ROOT / "tools" / "smoke.py", scratch)
    print(run(own, tool, f"--{kind}"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--output", default="dist")
    parser.add_argument("versions", nargs="+")
    options = parser.parse_args()
    output = ROOT / options.output
    output.mkdir(exist_ok=True)
    missing = []
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        run(sys.executable, "-m", "build", "-q", "--sdist", "--outdir", name)
        sdist = Path(shutil.copy(only(scratch, "*.tar.gz"), output))
        pure = Path(shutil.copy(build(sys.executable, sdist, scratch, False), output))
        smoke(sys.executable, pure, "interpreted", scratch)
        for version in options.versions:
            python = interpreter(version)
            if python is None:
                missing.append(version)
                continue
            wheel = audited(build(python, sdist, scratch, True), output)
            smoke(python, wheel, "compiled", scratch)
    for path in sorted(output.iterdir()):
        print(f"{path.stat().st_size / 1e6:6.1f} MB  {path.name}")
    if missing:
        sys.exit(f"wheels: no Python {', '.join(missing)} here")


if __name__ == "__main__":
    main()
