"""Command-line options of the test suite."""

import os

import pytest

from tests.harness import toolchain


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--compiled",
        action="store_true",
        help="Fail unless goescape's core runs as extension modules.",
    )


def pytest_configure(config: pytest.Config) -> None:
    os.environ.setdefault("GOROOT", str(toolchain.goroot() or ""))
    if not os.environ["GOROOT"]:
        del os.environ["GOROOT"]
    if config.getoption("--compiled"):
        import goescape

        if not goescape.is_compiled():
            raise pytest.UsageError(
                "--compiled: goescape runs interpreted; build it with make compiled"
            )


@pytest.fixture
def go() -> str:
    """The real go command; tests that need it are for machines that have one."""
    command = toolchain.go()
    if command is None:
        pytest.skip("no Go toolchain")
    return str(command)
