"""Go 1.27 on amd64: functions that become instructions, and cheap ones.

Sources: the table in cmd/compile/internal/ssagen/intrinsics.go; `hairyVisitor` and what it calls in cmd/compile/internal/inline/inl.go.
"""

from typing import Final

from goescape.toolchain.intrinsics import Intrinsics

_ATOMIC_KINDS: Final = ("Int32", "Int64", "Uint32", "Uint64", "Uintptr")
_ATOMIC_VERBS: Final = ("Load", "Store", "Swap", "CompareAndSwap", "Add", "And", "Or")
_WIDTHS: Final = ("8", "16", "32", "64")


def _with_suffixes(names: str, suffixes: tuple[str, ...]) -> list[str]:
    return [name + suffix for name in names.split() for suffix in suffixes]


# Import path -> names of its functions that become instructions.
_FUNCTIONS: Final[dict[str, frozenset[str]]] = {
    "crypto/internal/constanttime": frozenset(["Select", "boolToUint8"]),
    "internal/runtime/atomic": frozenset(
        (
            "And And32 And64 And8 Cas Cas64 CasRel Casint32 Casint64 Casp1 Casuintptr Load Load64 Load8 "
            "LoadAcq LoadAcq64 LoadAcquintptr Loadint32 Loadint64 Loadp Loaduint Loaduintptr Or Or32 Or64 "
            "Or8 Store Store64 Store8 StoreRel StoreRel64 StoreReluintptr Storeint32 Storeint64 StorepNoWB "
            "Storeuintptr Xadd Xadd64 Xaddint32 Xaddint64 Xadduintptr Xchg Xchg64 Xchg8 Xchgint32 "
            "Xchgint64 Xchguintptr"
        ).split()
    ),
    "internal/runtime/maps": frozenset(
        (
            "bitsetFirst bitsetLowestSet bitsetRemoveBelow bitsetShiftOutLowest ctrlGroupMatchEmpty "
            "ctrlGroupMatchEmptyOrDeleted ctrlGroupMatchFull ctrlGroupMatchH2"
        ).split()
    ),
    "internal/runtime/math": frozenset(["Add64", "Mul64", "MulUintptr"]),
    "internal/runtime/sys": frozenset(
        (
            "Bswap32 Bswap64 GetCallerPC GetCallerSP GetClosurePtr Len64 Len8 OnesCount64 Prefetch "
            "PrefetchStreamed TrailingZeros32 TrailingZeros64 TrailingZeros8"
        ).split()
    ),
    "math": frozenset("Ceil FMA Floor RoundToEven Trunc sqrt".split()),
    "math/big": frozenset(["mulWW"]),
    "math/bits": frozenset(
        [
            "Add", "Add64", "Div", "Div64", "Len", "Mul", "Mul64", "OnesCount", "ReverseBytes32",
            "ReverseBytes64", "RotateLeft", "Sub", "Sub64",
            "OnesCount16", "OnesCount32", "OnesCount64",
            *_with_suffixes("Len RotateLeft TrailingZeros", _WIDTHS),
        ]
    ),
    "runtime": frozenset(["KeepAlive", "getg", "slicebytetostringtmp"]),
    "simd/archsimd": frozenset(["ClearAVXUpperBits"]),
    "sync/atomic": frozenset(["LoadPointer", *_with_suffixes(" ".join(_ATOMIC_VERBS), _ATOMIC_KINDS)]),
}  # fmt: skip

_ORDERS: Final = ("LE", "BE")
_ENDIANS: Final = ("littleEndian", "bigEndian")
_OPERATIONS: Final = _with_suffixes("Uint PutUint AppendUint", ("16", "32", "64"))

# Calls that become loads and stores on machines that can access unaligned memory, although their bodies
# look expensive.
_CHEAP: Final[dict[str, frozenset[str]]] = {
    "encoding/binary": frozenset([f"{order}.{op}" for order in _ENDIANS for op in _OPERATIONS]),
    "internal/abi": frozenset(["NoEscape"]),
    "internal/byteorder": frozenset([order + op for order in _ORDERS for op in _OPERATIONS]),
    "runtime": frozenset(["panicrangestate", "(*heapBits).nextArena", "heapBits.nextArena"]),
}

INTRINSICS: Final = Intrinsics(
    functions=_FUNCTIONS,
    cheap=_CHEAP,
    escape_package="internal/abi",
    escape_prefix="EscapeNonString[",
)
