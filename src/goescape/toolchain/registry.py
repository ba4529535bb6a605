"""Which toolchains there are. What is not here is refused by name, and never answered by the rules of another."""

from typing import Final

from goescape.toolchain.go1_27 import GO_1_27
from goescape.toolchain.release import Release
from goescape.toolchain.target import AMD64, Architecture, Target
from goescape.toolchain.toolchain import Toolchain

# The newest release is the first.
_RELEASES: Final[tuple[Release, ...]] = (GO_1_27,)
_TARGETS: Final[tuple[tuple[str, Architecture], ...]] = (
    ("linux", AMD64),
    ("darwin", AMD64),
    ("windows", AMD64),
    ("freebsd", AMD64),
)


def find(version: str, goos: str, goarch: str) -> Toolchain | None:
    """The toolchain of a Go installation with this VERSION for this target, if it is reproduced."""
    release, target = find_release(version), find_target(goos, goarch)
    if release is None or target is None or goarch not in release.intrinsics:
        return None
    return Toolchain(version, release, target)


def find_release(version: str) -> Release | None:
    for release in _RELEASES:
        if version in release.patches:
            return release
    return None


def find_target(goos: str, goarch: str) -> Target | None:
    for system, architecture in _TARGETS:
        if goos == system and goarch == architecture.goarch:
            return Target(system, architecture)
    return None


def versions() -> list[str]:
    """What VERSION may say, the newest first."""
    return [patch for release in _RELEASES for patch in reversed(release.patches)]


def targets() -> list[str]:
    """GOOS/GOARCH of all targets, sorted."""
    return sorted([f"{goos}/{architecture.goarch}" for goos, architecture in _TARGETS])


def newest() -> Release:
    """Where no installation has been found yet: which flags there are, which version this is made for."""
    return _RELEASES[0]


def default() -> Toolchain:
    """The newest release on linux/amd64, for what has no installation to look at."""
    release = newest()
    return Toolchain(release.patches[-1], release, Target("linux", AMD64))
