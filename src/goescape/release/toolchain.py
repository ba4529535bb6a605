"""What a toolchain of this release builds with by default: experiments, tags, special packages.

Only the rooms that pick files and packages read this; limits and wording of the passes are in the
release profile.
"""

from typing import Final

# Highest language version; build tags go1.1 … go1.27 are satisfied.
GO_MINOR: Final = 27
VERSION: Final = "go1.27.3"

# The language version of a module whose go.mod has no `go` line.
DEFAULT_MODULE_GO: Final = "1.16"

KNOWN_OS: Final = frozenset(
    "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris "
    "wasip1 windows zos".split()
)
UNIX_OS: Final = frozenset(
    "aix android darwin dragonfly freebsd hurd illumos ios linux netbsd openbsd solaris".split()
)
KNOWN_ARCH: Final = frozenset(
    "386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 "
    "mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm".split()
)
# A GOOS that also satisfies another system's tag.
IMPLIED_OS: Final = {"android": "linux", "illumos": "solaris", "ios": "darwin"}

_REGISTER_ABI_ARCH: Final = frozenset("amd64 arm64 loong64 ppc64le ppc64 riscv64 s390x".split())
_WITHOUT_DWARF5: Final = frozenset("aix darwin ios".split())

EXPERIMENTS: Final = frozenset(
    "fieldtrack preemptibleloops staticlockranking boringcrypto regabiwrappers regabiargs "
    "heapminimum512kib arenas cgocheck2 loopvar newinliner dwarf5 jsonv2 greenteagc "
    "randomizedheapbase64 runtimefreegc sizespecializedmalloc simd runtimesecret mapsplitgroup".split()
)


def default_experiments(goos: str, goarch: str) -> set[str]:
    """The experiments that are on without asking; each satisfies the tag `goexperiment.NAME`."""
    enabled = {"randomizedheapbase64", "greenteagc", "jsonv2", "sizespecializedmalloc"}
    if goarch in _REGISTER_ABI_ARCH:
        enabled |= {"regabiwrappers", "regabiargs"}
    if goos not in _WITHOUT_DWARF5:
        enabled.add("dwarf5")
    return enabled


# Packages that the runtime is made of: implicit heap allocation is an error there.
RUNTIME_PACKAGES: Final = frozenset(
    "runtime internal/runtime/atomic internal/runtime/cgroup internal/runtime/exithook "
    "internal/runtime/gc internal/runtime/gc/scan internal/runtime/maps internal/runtime/math "
    "internal/runtime/sys internal/runtime/syscall/linux internal/runtime/syscall/windows internal/abi "
    "internal/bytealg internal/byteorder internal/chacha8rand internal/coverage/rtcov internal/cpu "
    "internal/goarch internal/godebugs internal/goexperiment internal/goos internal/profilerecord "
    "internal/strconv internal/stringslite".split()
)

# Pure Go packages that nevertheless declare functions which the runtime implements.
PROVIDED_BY_RUNTIME: Final = frozenset(
    "bytes internal/poll net os runtime/metrics runtime/pprof runtime/trace sync syscall time".split()
)
