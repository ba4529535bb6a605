"""Golden files: what goescape prints is what the compiler printed when the file was updated."""

import pytest

from tests.harness import analysis, golden, toolchain

FILES = golden.all_files()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_output(file: golden.Golden) -> None:
    result = analysis.compile_file(file.path, file.flags)
    assert analysis.text_of(result, file.path.parent) == file.expected


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_comments_and_text_say_the_same(file: golden.Golden) -> None:
    assert file.marks() == file.marks_of(file.expected)


@pytest.mark.oracle
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_expectation_is_the_compilers(file: golden.Golden, go: str) -> None:
    _, text = toolchain.compile_file(file.path, ["-m", "-l", *file.flags])
    assert text == file.expected


@pytest.mark.oracle
@pytest.mark.parametrize("flags", [["-m=2", "-l=0"], ["-m=2"], ["-N", "-l=4"]])
@pytest.mark.parametrize(
    "file", [file for file in FILES if not file.is_error], ids=lambda file: file.name
)
def test_other_flags(file: golden.Golden, flags: list[str], go: str) -> None:
    """Explained and inlined, too, every file says what the compiler says."""
    status, text = toolchain.compile_file(file.path, ["-m", "-l", *file.flags, *flags])
    assert status == 0
    result = analysis.compile_file(file.path, [*file.flags, *flags])
    assert analysis.text_of(result, file.path.parent) == text


@pytest.mark.oracle
@pytest.mark.parametrize("flags", [["-l=0"], ["-m=2", "-l=0"]])
@pytest.mark.parametrize("name", ["inlining/type_tree", "explained/local_generic_types"])
def test_without_an_import_path(name: str, flags: list[str], go: str) -> None:
    """Names of instances mention a package that the compiler was told no path of."""
    file = next(file for file in FILES if file.name == name)
    status, text = toolchain.compile_file(file.path, ["-m", "-l", *flags], "")
    assert status == 0
    assert "<unlinkable>" in text
    result = analysis.compile_file(file.path, flags, "")
    assert analysis.text_of(result, file.path.parent) == text


def test_every_file_has_a_topic() -> None:
    assert [file.name for file in FILES if file.path.parent == golden.ROOT] == []


def test_every_expectation_has_a_source() -> None:
    orphans = [path for path in golden.ROOT.rglob("*.txt") if not path.with_suffix(".go").exists()]
    assert not orphans
