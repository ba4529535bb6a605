"""Go 1.27. Where a number comes from stands beside it; paths are those below src of the release."""

from typing import Final

from goescape.toolchain import go1_27_intrinsics
from goescape.toolchain.allocator import Allocator
from goescape.toolchain.building import (
    CompilerFlags,
    Experiments,
    GoFlags,
    Levels,
    Packages,
    Sources,
)
from goescape.toolchain.release import (
    Checks,
    Generated,
    Initializers,
    Inlining,
    Maps,
    Release,
    Stack,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# internal/buildcfg/exp.go, internal/goexperiment/flags.go
_EXPERIMENTS: Final = Experiments(
    known=_words(
        "fieldtrack preemptibleloops staticlockranking boringcrypto regabiwrappers regabiargs "
        "heapminimum512kib arenas cgocheck2 loopvar newinliner dwarf5 jsonv2 greenteagc "
        "randomizedheapbase64 runtimefreegc sizespecializedmalloc simd runtimesecret mapsplitgroup"
    ),
    default=_words("randomizedheapbase64 greenteagc jsonv2 sizespecializedmalloc"),
    register_abi=_words("regabiwrappers regabiargs"),
    with_register_abi=_words("amd64 arm64 loong64 ppc64le ppc64 riscv64 s390x"),
    dwarf5=_words("dwarf5"),
    without_dwarf5=_words("aix darwin ios"),
)

_FLOATS: Final = Levels("GOMIPS", "hardfloat", ("hardfloat", "softfloat"), _words("softfloat"))
_FLOATS_64: Final = Levels("GOMIPS64", "hardfloat", ("hardfloat", "softfloat"), _words("softfloat"))
_POWER: Final = Levels("GOPPC64", "power8", ("power8", "power9", "power10"), _words("power10"))

# internal/syslist/syslist.go; go/build/build.go; internal/buildcfg/cfg.go; cmd/go/internal/gover/mod.go
_SOURCES: Final = Sources(
    systems=_words(
        "aix android darwin dragonfly freebsd hurd illumos ios js linux nacl netbsd openbsd plan9 solaris "
        "wasip1 windows zos"
    ),
    unix=_words(
        "aix android darwin dragonfly freebsd hurd illumos ios linux netbsd openbsd solaris"
    ),
    implied={"android": "linux", "illumos": "solaris", "ios": "darwin"},
    architectures=_words(
        "386 amd64 amd64p32 arm armbe arm64 arm64be loong64 mips mipsle mips64 mips64le mips64p32 "
        "mips64p32le ppc ppc64 ppc64le riscv riscv64 s390 s390x sparc sparc64 wasm"
    ),
    levels={
        "386": Levels("GO386", "sse2", ("sse2", "softfloat"), _words("softfloat")),
        "amd64": Levels("GOAMD64", "v1", ("v1", "v2", "v3", "v4")),
        "arm": Levels("GOARM", "7", ("5", "6", "7"), _words("5")),
        "arm64": Levels("GOARM64", "v8.0", ("v8.0",)),
        "mips": _FLOATS,
        "mipsle": _FLOATS,
        "mips64": _FLOATS_64,
        "mips64le": _FLOATS_64,
        "ppc64": _POWER,
        "ppc64le": _POWER,
        "riscv64": Levels(
            "GORISCV64",
            "rva20u64",
            ("rva20u64", "rva22u64", "rva23u64"),
            _words("rva22u64 rva23u64"),
        ),
        "wasm": Levels("GOWASM", "signext", ("satconv", "signext")),
    },
    default_language="1.16",
    default_workspace_language="1.18",
    experiments=_EXPERIMENTS,
)

# cmd/internal/objabi/pkgspecial.go; cmd/go/internal/work/gc.go
_PACKAGES: Final = Packages(
    runtime=_words(
        "runtime internal/runtime/atomic internal/runtime/cgroup internal/runtime/exithook "
        "internal/runtime/gc internal/runtime/gc/scan internal/runtime/maps internal/runtime/math "
        "internal/runtime/sys internal/runtime/syscall/linux internal/runtime/syscall/windows internal/abi "
        "internal/bytealg internal/byteorder internal/chacha8rand internal/coverage/rtcov internal/cpu "
        "internal/goarch internal/godebugs internal/goexperiment internal/goos internal/profilerecord "
        "internal/strconv internal/stringslite"
    ),
    provided_by_runtime=_words(
        "bytes internal/poll net os runtime/metrics runtime/pprof runtime/trace sync syscall time"
    ),
)

# cmd/go/internal/work/build.go
_GO_FLAGS: Final = GoFlags(
    unsimulated=_words(
        "race msan asan cover covermode coverpkg linkshared overlay modfile toolexec compiler gccgoflags "
        "installsuffix trimpath"
    ),
    plain_build_modes=_words("default exe archive pie"),
)

# cmd/compile/internal/base/flag.go
_COMPILER_FLAGS: Final = CompilerFlags(
    harmless=_words(
        "c dwarf dwarfbasentries dwarflocationlists gendwarfinl pack linkobj buildid goversion "
        "nolocalimports asmhdr o bench blockprofile cpuprofile memprofile memprofilerate mutexprofile "
        "traceprofile D I embedcfg"
    ),
    unsimulated=_words(
        "% + B C E K L S V W asan clobberdead clobberdeadreg complete coveragecfg d dynlink e env errorurl h "
        "importcfg installsuffix j linkshared live msan p pgoprofile r race shared smallframes spectre std "
        "symabis t trimpath u v w wb"
    ),
    with_value=_words(
        "lang json D I asmhdr bench blockprofile buildid c coveragecfg cpuprofile d embedcfg env gendwarfinl "
        "goversion importcfg installsuffix linkobj memprofile memprofilerate mutexprofile o p pgoprofile "
        "spectre symabis traceprofile trimpath"
    ),
)

# cmd/compile/internal/types2/{literals,const,expr,union,sizes}.go; cmd/compile/internal/types/size.go
_CHECKS: Final = Checks(
    number_length_max=10_000,
    integer_bits_max=512,
    # The exponent of the least float64.
    shift_max=1074,
    string_length_max=2_000_000_000,
    union_terms_max=100,
    size_max=(1 << 63) - 1,
    channel_element_max=1 << 16,
    map_part_max=1 << 31,
)

# cmd/compile/internal/inline/inl.go
_INLINING: Final = Inlining(
    budget=80,
    literal_budget=800,
    into_big_budget=20,
    big_function_nodes=5000,
    call=57,
    call_of_parameter=17,
    panic=1,
    literal=15,
    lower_bound_discount=1,
    upper_bound_discount=2,
    never_with={
        "internal/runtime/sys": {
            "GetCallerPC": "call to GetCallerPC",
            "GetCallerSP": "call to GetCallerSP",
        },
        "runtime": {"deferrangefunc": "defer call in range func"},
    },
)

# cmd/compile/internal/staticinit/sched.go
_INITIALIZERS: Final = Initializers(
    outlined_map_nodes=20, without_addresses="crypto/internal/fips140"
)

_STACK: Final = Stack(
    # cmd/compile/internal/ir/cfg.go
    variable_max=128 * 1024,
    allocation_max=64 * 1024,
    # cmd/compile/internal/escape/escape.go
    capture_by_value_max=128,
    # runtime/string.go
    string_buffer=32,
    rune_buffer=32,
    # cmd/compile/internal/base/flag.go
    slice_buffer=32,
    # cmd/compile/internal/slice/slice.go
    moved_appends=2,
    # cmd/compile/internal/walk/convert.go
    box_max=1024,
    # runtime/iface.go
    boxed_numbers=256,
)

# internal/runtime/maps/{map,table,group}.go; internal/abi/map.go
_MAPS: Final = Maps(
    header={4: 32, 8: 48},
    table={4: 24, 8: 32},
    control=8,
    group_slots=8,
    group_load=7,
    table_max=1024,
    inline_max=128,
)

# internal/runtime/gc/{sizeclasses,malloc}.go
_ALLOCATOR: Final = Allocator(
    classes=(
        8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320, 352,
        384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792, 2048, 2304,
        2688, 3072, 3200, 3456, 4096, 4864, 5376, 6144, 6528, 6784, 6912, 8192, 9472, 9728, 10240, 10880,
        12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576, 27264, 28672, 32768,
    ),
    small_max=32768,
    page=8192,
    header=8,
    tiny_block=16,
)  # fmt: skip

_GENERATED: Final = Generated(
    # cmd/compile/internal/base/flag.go
    shape_name_max=500,
    # cmd/compile/internal/reflectdata/alg.go
    compared_at_once=32,
    compared_inline_max=64,
    # runtime/string.go
    rune_slack=3,
    # cmd/compile/internal/ssa/{decompose,value}.go
    register_parts=4,
    # cmd/compile/internal/walk/compare.go
    bytewise_max=6,
    compared_small_max=4,
    compared_pieces=4,
    # cmd/compile/internal/ir/const.go
    small_int_max=(1 << 31) - 1,
    # cmd/compile/internal/walk/expr.go
    index_bits_max=62,
)

GO_1_27: Final = Release(
    27,
    patches=("go1.27.3",),
    sources=_SOURCES,
    packages=_PACKAGES,
    go_flags=_GO_FLAGS,
    compiler_flags=_COMPILER_FLAGS,
    checks=_CHECKS,
    inlining=_INLINING,
    initializers=_INITIALIZERS,
    stack=_STACK,
    maps=_MAPS,
    # runtime/chan.go
    channel_header={4: 64, 8: 112},
    allocator=_ALLOCATOR,
    generated=_GENERATED,
    intrinsics=go1_27_intrinsics.of,
)
