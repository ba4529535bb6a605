"""Go 1.27: functions that become instructions, and cheap ones, for each architecture.

Sources: the table in cmd/compile/internal/ssagen/intrinsics.go, which intrinsics_test.go beside it lists; `hairyVisitor` and
what it calls in cmd/compile/internal/inline/inl.go.
"""

from typing import Final

from goescape.toolchain.intrinsics import Intrinsics
from goescape.toolchain.target import Architecture

_ALL: Final = (
    "386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x wasm"
)

# Import path -> architectures (`riscv64:rva22u64`: only at that level and above), and names of its functions that become instructions there.
_FUNCTIONS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "crypto/internal/constanttime": (
        (
            _ALL,
            "boolToUint8",
        ),
        (
            "amd64 arm64 loong64 ppc64 ppc64le riscv64:rva23u64 wasm",
            "Select",
        ),
    ),
    "internal/runtime/atomic": (
        (
            "amd64 arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x",
            "And And8 Cas CasRel Casint32 Casp1 Casuintptr Load Load8 LoadAcq LoadAcquintptr Loadint32 Loadp "
            "Loaduint Loaduintptr Or Or8 Store Store8 StoreRel StoreReluintptr Storeint32 Storeuintptr Xadd "
            "Xaddint32 Xadduintptr Xchg Xchgint32 Xchguintptr",
        ),
        (
            "amd64 arm64 loong64 mips mips64 mips64le mipsle riscv64 s390x",
            "StorepNoWB",
        ),
        (
            "amd64 arm64 loong64 mips64 mips64le ppc64 ppc64le riscv64 s390x",
            "Cas64 Casint64 Load64 LoadAcq64 Loadint64 Store64 StoreRel64 Storeint64 Xadd64 Xaddint64 Xchg64 "
            "Xchgint64",
        ),
        (
            "amd64 arm64 loong64 ppc64 ppc64le",
            "Xchg8",
        ),
        (
            "amd64 arm64 loong64",
            "And32 And64 Or32 Or64",
        ),
        (
            "arm64 loong64",
            "Anduintptr Oruintptr",
        ),
    ),
    "internal/runtime/maps": (
        (
            "amd64",
            "bitsetFirst bitsetLowestSet bitsetRemoveBelow bitsetShiftOutLowest ctrlGroupMatchEmpty "
            "ctrlGroupMatchEmptyOrDeleted ctrlGroupMatchFull ctrlGroupMatchH2",
        ),
    ),
    "internal/runtime/math": (
        (
            "386 amd64 arm64 loong64 mips64 mips64le ppc64 ppc64le riscv64",
            "MulUintptr",
        ),
        (
            "amd64 arm64 loong64 mips64 mips64le ppc64 ppc64le riscv64 s390x",
            "Add64",
        ),
    ),
    "internal/runtime/sys": (
        (
            _ALL,
            "GetCallerPC GetCallerSP GetClosurePtr",
        ),
        (
            "386 amd64 arm arm64 loong64 mips mipsle ppc64 ppc64le riscv64:rva22u64 s390x wasm",
            "TrailingZeros32 TrailingZeros64 TrailingZeros8",
        ),
        (
            "amd64 arm arm64 loong64 mips mipsle ppc64 ppc64le riscv64:rva22u64 s390x wasm",
            "Len64 Len8",
        ),
        (
            "386 amd64 arm arm64 loong64 ppc64:power10 ppc64le:power10 riscv64:rva22u64 s390x",
            "Bswap32 Bswap64",
        ),
        (
            "amd64 arm64 loong64 ppc64 ppc64le riscv64 s390x wasm",
            "OnesCount64",
        ),
        (
            "amd64 arm64 loong64 ppc64 ppc64le",
            "Prefetch PrefetchStreamed",
        ),
    ),
    "math": (
        (
            _ALL,
            "sqrt",
        ),
        (
            "arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 wasm",
            "Abs",
        ),
        (
            "amd64 arm arm64 loong64 ppc64 ppc64le riscv64 s390x",
            "FMA",
        ),
        (
            "amd64 arm64 loong64 ppc64 ppc64le s390x wasm",
            "Ceil Floor Trunc",
        ),
        (
            "amd64 arm64 loong64 s390x wasm",
            "RoundToEven",
        ),
        (
            "loong64 ppc64 ppc64le riscv64 wasm",
            "Copysign",
        ),
        (
            "arm64 ppc64 ppc64le s390x",
            "Round",
        ),
    ),
    "math/big": (
        (
            "amd64 arm64 loong64 mips64 mips64le ppc64 ppc64le riscv64 s390x wasm",
            "mulWW",
        ),
    ),
    "math/bits": (
        (
            _ALL,
            "Mul64",
        ),
        (
            "386 amd64 arm arm64 loong64 mips mipsle ppc64 ppc64le riscv64:rva22u64 s390x wasm",
            "TrailingZeros16 TrailingZeros32 TrailingZeros64 TrailingZeros8",
        ),
        (
            "amd64 arm arm64 loong64 mips mipsle ppc64 ppc64le riscv64:rva22u64 s390x wasm",
            "Len Len16 Len32 Len64 Len8",
        ),
        (
            "amd64 arm64 loong64 mips64 mips64le ppc64 ppc64le riscv64 s390x wasm",
            "Mul",
        ),
        (
            "386 amd64 arm arm64 loong64 ppc64:power10 ppc64le:power10 riscv64:rva22u64 s390x",
            "ReverseBytes32 ReverseBytes64",
        ),
        (
            "amd64 arm arm64 loong64 ppc64 ppc64le riscv64 s390x wasm",
            "RotateLeft32",
        ),
        (
            "amd64 arm64 loong64 mips64 mips64le ppc64 ppc64le riscv64 s390x",
            "Add Add64 Sub Sub64",
        ),
        (
            "amd64 arm64 loong64 ppc64 ppc64le riscv64 s390x wasm",
            "OnesCount OnesCount16 OnesCount32 OnesCount64 RotateLeft RotateLeft64",
        ),
        (
            "ppc64 ppc64le riscv64:rva22u64 s390x wasm",
            "OnesCount8",
        ),
        (
            "loong64 ppc64:power10 ppc64le:power10 riscv64:rva22u64",
            "ReverseBytes16",
        ),
        (
            "amd64 riscv64",
            "RotateLeft16 RotateLeft8",
        ),
        (
            "arm64 loong64",
            "Reverse Reverse16 Reverse32 Reverse64 Reverse8",
        ),
        (
            "amd64",
            "Div Div64",
        ),
    ),
    "runtime": (
        (
            _ALL,
            "KeepAlive getg slicebytetostringtmp",
        ),
        (
            "arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64",
            "publicationBarrier",
        ),
        (
            "arm64",
            "memequal",
        ),
    ),
    "sync/atomic": (
        (
            "amd64 arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x",
            "AddInt32 AddUint32 AddUintptr CompareAndSwapInt32 CompareAndSwapUint32 CompareAndSwapUintptr "
            "LoadInt32 LoadPointer LoadUint32 LoadUintptr StoreInt32 StoreUint32 StoreUintptr SwapInt32 "
            "SwapUint32 SwapUintptr",
        ),
        (
            "amd64 arm64 loong64 mips64 mips64le ppc64 ppc64le riscv64 s390x",
            "AddInt64 AddUint64 CompareAndSwapInt64 CompareAndSwapUint64 LoadInt64 LoadUint64 StoreInt64 "
            "StoreUint64 SwapInt64 SwapUint64",
        ),
        (
            "amd64 arm64 loong64",
            "AndInt32 AndInt64 AndUint32 AndUint64 AndUintptr OrInt32 OrInt64 OrUint32 OrUint64 OrUintptr",
        ),
    ),
}

_ORDERS: Final = ("LE", "BE")
_ENDIANS: Final = ("littleEndian", "bigEndian")
_OPERATIONS: Final = [
    verb + width for verb in ("Uint", "PutUint", "AppendUint") for width in ("16", "32", "64")
]

_CHEAP: Final[dict[str, frozenset[str]]] = {
    "internal/abi": frozenset(["NoEscape"]),
    "runtime": frozenset(["panicrangestate", "(*heapBits).nextArena", "heapBits.nextArena"]),
}
# Calls that become loads and stores where neighbouring bytes are accessed at once, although their bodies look expensive.
_CHEAP_AT_ONCE: Final[dict[str, frozenset[str]]] = {
    "encoding/binary": frozenset([f"{order}.{op}" for order in _ENDIANS for op in _OPERATIONS]),
    "internal/byteorder": frozenset([order + op for order in _ORDERS for op in _OPERATIONS]),
}


def of(architecture: Architecture, levels: tuple[str, ...] = ()) -> Intrinsics:
    """Those of an architecture, at its default level or with what other levels bring."""
    wanted = {architecture.goarch, *(f"{architecture.goarch}:{level}" for level in levels)}
    functions = {
        path: frozenset(
            name
            for architectures, names in groups
            if not wanted.isdisjoint(architectures.split())
            for name in names.split()
        )
        for path, groups in _FUNCTIONS.items()
    }
    return Intrinsics(
        functions=functions,
        cheap={**_CHEAP, **_CHEAP_AT_ONCE} if architecture.merges_loads else _CHEAP,
        escape_package="internal/abi",
        escape_prefix="EscapeNonString[",
    )
