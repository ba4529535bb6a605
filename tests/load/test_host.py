"""The machine that this runs on has Go's names."""

import pytest

from goescape.load import host


@pytest.mark.parametrize(
    ("system", "machine", "wanted"),
    [
        ("linux", "x86_64", ("linux", "amd64")),
        ("linux", "aarch64", ("linux", "arm64")),
        ("darwin", "arm64", ("darwin", "arm64")),
        ("win32", "AMD64", ("windows", "amd64")),
        ("win32", "ARM64", ("windows", "arm64")),
        ("freebsd14", "amd64", ("freebsd", "amd64")),
        ("linux", "s390x", ("linux", "s390x")),
        ("linux", "i686", ("linux", "386")),
    ],
)
def test_systems_and_machines(system: str, machine: str, wanted: tuple[str, str]) -> None:
    assert host.target(system, machine) == wanted


@pytest.mark.oracle
def test_this_machine(go: str) -> None:
    import subprocess

    said = subprocess.check_output([go, "env", "GOHOSTOS", "GOHOSTARCH"], text=True).split()
    assert list(host.target()) == said
