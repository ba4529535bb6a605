"""The standard library parses without complaint."""

from pathlib import Path

import pytest

from goescape.syntax.directive import ORIGIN_RUNTIME
from tests.harness import toolchain
from tests.syntax.parsing import Parsed


@pytest.mark.parametrize(
    "package", ["runtime", "net/http", "go/types", "reflect", "encoding/json/v2", "slices", "time"]
)
def test_package(package: str) -> None:
    root = toolchain.goroot()
    if root is None:
        pytest.skip("no Go sources")
    files = sorted((Path(root) / "src" / package).glob("*.go"))
    assert files
    for path in files:
        parsed = Parsed(path.read_bytes(), path.name, ORIGIN_RUNTIME)
        assert parsed.errors == ""
