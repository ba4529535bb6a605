"""What a toolchain of this release builds with by default: experiments, tags, special packages.

Only the rooms that pick files and packages read this; limits and wording of the passes are in the
release profile.
"""

from typing import Final

# Highest language version; build tags go1.1 … go1.27 are satisfied.
GO_MINOR: Final = 27
VERSION: Final = "go1.27.3"

# What is reproduced line for line. Everything else is refused by name.
SIMULATED_RELEASES: Final = frozenset({VERSION})
SIMULATED_TARGETS: Final = frozenset(
    {("linux", "amd64"), ("darwin", "amd64"), ("windows", "amd64"), ("freebsd", "amd64")}
)

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
REGISTER_ABI: Final = frozenset({"regabiwrappers", "regabiargs"})
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
        enabled |= REGISTER_ABI
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

# Flags of the go command that change what the compiler decides or prints, or which sources it is given.
UNSIMULATED_BUILD_FLAGS: Final = frozenset(
    "race msan asan cover covermode coverpkg linkshared overlay modfile toolexec compiler gccgoflags "
    "installsuffix trimpath".split()
)
# Values of -buildmode for which packages are compiled as always.
PLAIN_BUILD_MODES: Final = frozenset({"default", "exe", "archive", "pie"})

# The compiler's own flags. Those that change neither decisions nor what is printed about them:
HARMLESS_FLAGS: Final = frozenset(
    "c dwarf dwarfbasentries dwarflocationlists gendwarfinl pack linkobj buildid goversion "
    "nolocalimports asmhdr o bench blockprofile cpuprofile memprofile memprofilerate mutexprofile "
    "traceprofile D I embedcfg".split()
)
# Those that do, and are not simulated:
UNSIMULATED_FLAGS: Final = frozenset(
    "% + B C E K L S V W asan clobberdead clobberdeadreg complete coveragecfg d dynlink e env errorurl h "
    "importcfg installsuffix j linkshared live msan p pgoprofile r race shared smallframes spectre std "
    "symabis t trimpath u v w wb".split()
)
