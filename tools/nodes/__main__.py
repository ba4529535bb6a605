"""Writes the modules that follow from the classes of nodes; see the package."""

import argparse
import sys
from pathlib import Path

from tools.nodes.copying import copying
from tools.nodes.description import SOURCES, Description
from tools.nodes.dumping import dumping
from tools.nodes.encoding import decoding, encoding, kinds
from tools.nodes.text import Module
from tools.nodes.walking import settling, walking


def names(d: Description) -> str:
    module = Module(
        "All that trees are made of, under one name: `from goescape.ir import nodes as ir`.",
        ["# ruff: noqa: I001", ""],
    )
    for source in sorted(SOURCES):
        public = sorted(d.names[source], key=_isort)
        module.lines.append(f"from goescape.ir.{source} import (")
        module.lines.extend(f"    {name} as {name}," for name in public)
        module.lines.append(")")
    return module.text()


def _isort(name: str) -> tuple[int, str]:
    """Constants, classes, others."""
    group = 0 if name.isupper() and len(name) > 1 else 1 if name[0].isupper() else 2
    return group, name


def outputs(root: Path) -> dict[Path, str]:
    """All modules that are made, with their text."""
    source = root / "src" / "goescape"
    ir, codec = source / "ir", source / "summary"
    d = Description(ir)
    return {
        ir / "nodes.py": names(d),
        ir / "nodes_walk.py": walking(d),
        ir / "nodes_settle.py": settling(d),
        ir / "nodes_copy.py": copying(d),
        ir / "nodes_dump.py": dumping(d),
        codec / "nodes_kinds.py": kinds(d),
        codec / "nodes_out.py": encoding(d),
        codec / "nodes_in.py": decoding(d),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Writes what follows from the fields of ir nodes.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing, fail if something would be"
    )
    options = parser.parse_args()
    stale = []
    for path, text in outputs(Path(__file__).resolve().parents[2]).items():
        if not path.exists() or path.read_text() != text:
            stale.append(path)
            if not options.check:
                path.write_text(text)
    for path in stale:
        print(("to be made anew: " if options.check else "written: ") + str(path))
    if options.check and stale:
        sys.exit(1)


if __name__ == "__main__":
    main()
