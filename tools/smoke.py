"""Tries an installed goescape, from outside of any checkout: `python smoke.py [--compiled|--interpreted]`.

Nothing but what was installed is needed: the extra `std` for the standard library's sources.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = """package main

import "fmt"

type point struct{ x, y int }

func (p *point) String() string { return fmt.Sprint(p.x, p.y) }

func main() {
	p := &point{1, 2}
	fmt.Println(p)
}
"""
WANTED = [
    "./main.go:7:7: p does not escape",
    "./main.go:7:52: ... argument does not escape",
    "./main.go:10:7: &point{...} escapes to heap",
]


def goescape(*arguments: str, cwd: str) -> str:
    command = [sys.executable, "-m", "goescape", *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode or done.stderr:
        sys.exit(
            f"smoke: {' '.join(arguments)}: status {done.returncode}\n{done.stdout}{done.stderr}"
        )
    return done.stdout


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        version = goescape("--version", cwd=scratch).strip()
        kind = next(iter(sys.argv[1:]), "--").removeprefix("--")
        if kind not in version:
            sys.exit(f"smoke: not {kind}: {version}")
        Path(scratch, "go.mod").write_text("module example.com/smoke\n\ngo 1.27\n")
        Path(scratch, "main.go").write_text(PROGRAM)
        cache = ["--cache-dir", str(Path(scratch, "cache"))]
        said = goescape("build", "-q", "-m", "-l", *cache, ".", cwd=scratch)
        missing = [line for line in WANTED if line not in said.splitlines()]
        if missing:
            sys.exit(f"smoke: missing {missing} in\n{said}")
        if said != goescape("build", "-m", "-l", *cache, ".", cwd=scratch):
            sys.exit("smoke: another answer from the cache")
        if "&point{…}" not in goescape("-q", *cache, ".", cwd=scratch):
            sys.exit("smoke: the view has no site")
    print(f"smoke: {version}: fine")


if __name__ == "__main__":
    main()
