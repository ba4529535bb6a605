"""Which toolchains there are. What is not here is refused by name, and never answered by the rules of another."""

from typing import Final

from goescape.toolchain.go1_27 import GO_1_27
from goescape.toolchain.release import Release
from goescape.toolchain.target import ARCHITECTURES, Target
from goescape.toolchain.toolchain import Toolchain

# The newest release is the first.
_RELEASES: Final[tuple[Release, ...]] = (GO_1_27,)
# What `go tool dist list` has and is compared.
_TARGETS: Final = (
    "linux/amd64",
    "darwin/amd64",
    "windows/amd64",
    "freebsd/amd64",
    "linux/arm64",
    "darwin/arm64",
    "windows/arm64",
    "linux/386",
    "windows/386",
    "linux/arm",
    "linux/riscv64",
    "linux/ppc64le",
    "linux/s390x",
    "linux/loong64",
    "linux/mips",
    "linux/mips64le",
    "js/wasm",
    "wasip1/wasm",
)
_ARCHITECTURES: Final = {each.goarch: each for each in ARCHITECTURES}


def find(version: str, goos: str, goarch: str) -> Toolchain | None:
    """The toolchain of a Go installation with this VERSION for this target, if it is reproduced."""
    release, target = find_release(version), find_target(goos, goarch)
    if release is None or target is None:
        return None
    return Toolchain(version, release, target)


def find_release(version: str) -> Release | None:
    for release in _RELEASES:
        if version in release.patches:
            return release
    return None


def find_target(goos: str, goarch: str) -> Target | None:
    if f"{goos}/{goarch}" not in _TARGETS:
        return None
    return Target(goos, _ARCHITECTURES[goarch])


def versions() -> list[str]:
    """What VERSION may say, the newest first."""
    return [patch for release in _RELEASES for patch in reversed(release.patches)]


def targets() -> list[str]:
    """GOOS/GOARCH of all targets, sorted."""
    return sorted(_TARGETS)


def newest() -> Release:
    """Where no installation has been found yet: which flags there are, which version this is made for."""
    return _RELEASES[0]


def default() -> Toolchain:
    """The newest release on linux/amd64, for what has no installation to look at."""
    release = newest()
    return Toolchain(release.patches[-1], release, Target("linux", _ARCHITECTURES["amd64"]))
