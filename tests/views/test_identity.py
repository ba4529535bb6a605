"""Identities of sites: the same after edits elsewhere, different for what is different."""

from pathlib import Path

import goescape

SOURCE = """package p

var kept []any

func F(n int) *int {
	x := n
	kept = append(kept, []int{n}, []int{n})
	return &x
}

func G(s string) any { return s + "!" }
"""


def identities(directory: Path, source: str) -> dict[str, str]:
    """By function, kind and name, with a number where that is not enough."""
    (directory / "go.mod").write_text("module p\n\ngo 1.27\n")
    found: dict[str, str] = {}
    session = goescape.Session(str(directory), files={"a.go": source})
    for site in session.sites(["."]):
        name = f"{site.function.name} {site.what} {site.name}"
        while name in found:
            name += "'"
        found[name] = site.identity
    return found


def test_moved_lines_and_other_layout(tmp_path: Path) -> None:
    before = identities(tmp_path, SOURCE)
    moved = SOURCE.replace("package p\n", "package p\n\n// A comment.\n\n")
    moved = moved.replace("[]int{n}, []int{n}", "[]int{ n },\n\t\t[]int{n,\n\t\t}")
    assert identities(tmp_path, moved) == before


def test_edits_elsewhere_in_the_function(tmp_path: Path) -> None:
    before = identities(tmp_path, SOURCE)
    edited = SOURCE.replace("\tx := n\n", '\tkept = append(kept, "new")\n\tx := n\n')
    after = identities(tmp_path, edited)
    assert {name: after[name] for name in before if name in after} == before


def test_equal_looks_are_numbered(tmp_path: Path) -> None:
    found = identities(tmp_path, SOURCE)
    literals = [name for name in found if "slice-literal" in name]
    assert len(literals) == 2
    assert len(set(found.values())) == len(found)


def test_two_allocations_at_one_position_are_two_sites(tmp_path: Path) -> None:
    found = identities(tmp_path, SOURCE)
    assert 'G concatenation s + "!"' in found
    assert 'G box s + "!"' in found
    boxed = [name for name in found if name.startswith("F box")]
    assert len(boxed) == 2
