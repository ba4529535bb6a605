"""Golden modules: several packages, what `goescape build` prints of all is what `go build` printed."""

from pathlib import Path

import pytest

from tests.harness import modules

MODULES = modules.all_modules()
MORE_MODES = ["-m=2", "-m=2 -l", "-m -N", "-m -l=4"]


@pytest.mark.parametrize("mode", modules.KEPT)
@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_output(module: modules.Module, mode: str, tmp_path: Path) -> None:
    module.write(tmp_path)
    assert modules.our_text(tmp_path, mode) == module.expected(mode)


@pytest.mark.oracle
@pytest.mark.parametrize("mode", modules.KEPT)
@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_expectation_is_the_compilers(
    module: modules.Module, mode: str, tmp_path: Path, go: str
) -> None:
    module.write(tmp_path)
    assert modules.compiler_text(tmp_path, mode) == module.expected(mode)


@pytest.mark.oracle
@pytest.mark.parametrize("mode", MORE_MODES)
@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_other_modes(module: modules.Module, mode: str, tmp_path: Path, go: str) -> None:
    module.write(tmp_path)
    assert modules.our_text(tmp_path, mode) == modules.compiler_text(tmp_path, mode)
