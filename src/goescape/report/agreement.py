"""The table of `goescape verify`, for people and for programs."""

import json
from typing import Final

from goescape.proof.compare import ClassCount, Comparison

_WIDTHS: Final = (26, 10, 10, 10, 11, 9)


def table(comparison: Comparison, show: int) -> str:
    """Counts per class, then packages, then the first differing lines of each package."""
    lines = [_row("class", "compiler", "goescape", "matching", "precision", "recall")]
    for name, count in comparison.by_class().items():
        lines.append(_count_row(name, count))
    lines.append(_count_row("all", comparison.total()))
    n_packages = len(comparison.packages)
    lines.append("")
    lines.append(
        f"packages: {n_packages}, equal as multisets: {comparison.n_equal}, "
        f"byte-identical: {comparison.n_identical}",
    )
    for package in comparison.packages:
        if package.identical:
            continue
        kind = "order differs" if package.equal else f"{comparison.unit} differ"
        if package.problem:
            kind = "not compared"
        lines += ["", f"# {package.import_path}: {kind}"]
        if package.problem:
            lines.append(f"! {package.problem}")
        lines += package.differences(show)
    return "\n".join(lines) + "\n"


def _count_row(name: str, count: ClassCount) -> str:
    return _row(
        name,
        str(count.theirs),
        str(count.ours),
        str(count.matching),
        _share(count.precision),
        _share(count.recall),
    )


def _share(value: float) -> str:
    """Four decimals, never rounded up to 1."""
    return "1.0" if value == 1.0 else f"{min(value, 0.9999):.4f}"


def _row(name: str, *cells: str) -> str:
    padded = [cell.rjust(width) for cell, width in zip(cells, _WIDTHS[1:], strict=True)]
    return name.ljust(_WIDTHS[0]) + "".join(padded)


def as_json(comparison: Comparison, show: int) -> str:
    """The same for programs."""
    total = comparison.total()
    return json.dumps(
        {
            "compared": comparison.unit,
            "classes": {name: _fields(count) for name, count in comparison.by_class().items()},
            "total": _fields(total),
            "packages": len(comparison.packages),
            "equal": comparison.n_equal,
            "identical": comparison.n_identical,
            "different": [
                {
                    "package": package.import_path,
                    "equal": package.equal,
                    "problem": package.problem,
                    "differences": package.differences(show),
                }
                for package in comparison.packages
                if not package.identical
            ],
        },
        indent=2,
        ensure_ascii=False,
    )


def _fields(count: ClassCount) -> dict[str, float]:
    return {
        "compiler": count.theirs,
        "goescape": count.ours,
        "matching": count.matching,
        "precision": count.precision,
        "recall": count.recall,
    }
