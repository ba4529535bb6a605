"""Signatures of equality: what has to be compared to compare two values of a type, in a line of text.

    struct { i, j int32; s string; e error }     M8SI

Types with the same signature share their generated functions, `type..eq.M8SI` and `type..hash.M8SI`. The
letters are the compiler's, since its messages show them:

    M8  eight bytes of memory     K4  four bytes to skip     F, G  float32, float64
    S  string    I, E  interface with and without methods    [10S]  ten times S
"""

from typing import Final, final

from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.types import comparability, typeset
from goescape.types.model import (
    COMPLEX64,
    COMPLEX128,
    FLOAT32,
    FLOAT64,
    STRING,
    Array,
    Basic,
    Interface,
    Struct,
    Type,
    underlying,
)
from goescape.types.sizes import Sizes

# What the runtime has functions for; so it has for memory of any one size.
_PROVIDED: Final = frozenset(("", "S", "I", "E", "F", "G", "FF", "GG"))


def signature(unit: ir.Unit, t: Type) -> str:
    """The signature of a comparable type."""
    building = _Signature(unit)
    building.add(t)
    return building.finish()


def is_comparable(t: Type) -> bool:
    return comparability.comparable_type(t, True)


def is_provided(sig: str) -> bool:
    """Whether no function needs to be generated for a signature."""
    return sig in _PROVIDED or (sig[0] == "M" and sig[1:].isdigit())


def without_last_skip(sig: str) -> str:
    at = sig.rfind("K")
    return sig[:at] if at >= 0 and sig[at + 1 :].isdigit() else sig


@final
class _Signature:
    """A signature being written. Neighbouring memory makes one piece."""

    def __init__(self, unit: ir.Unit) -> None:
        self._sizes: Final = unit.sizes
        # Loops over arrays compare about this many bytes at once.
        self._at_once: Final = unit.toolchain.release.generated.compared_at_once
        self._text: str = ""
        self._n_memory: int = 0
        self._n_skipped: int = 0

    def finish(self) -> str:
        self._n_skipped = 0
        self._flush()
        return self._text

    def _flush(self) -> None:
        if self._n_memory > 0:
            self._text += f"M{self._n_memory}"
        if self._n_skipped > 0:
            self._text += f"K{self._n_skipped}"
        self._n_memory = self._n_skipped = 0

    def _memory(self, n_bytes: int) -> None:
        if self._n_memory == 0:
            self._flush()
        self._n_memory += n_bytes

    def _skip(self, n_bytes: int) -> None:
        if self._n_skipped == 0:
            self._flush()
        self._n_skipped += n_bytes

    def _letters(self, letters: str) -> None:
        self._flush()
        self._text += letters

    def add(self, t: Type) -> None:
        under = underlying(t)
        if isinstance(under, Struct):
            self._struct(under)
        elif isinstance(under, Array):
            self._array(under)
        elif isinstance(under, Interface):
            self._letters("I" if typeset.type_set(under).methods else "E")
        elif isinstance(under, Basic):
            self._basic(under)
        else:
            self._memory(self._sizes.sizeof(under))

    def _basic(self, t: Basic) -> None:
        letters = _letters_of(t)
        if letters == "":
            self._memory(self._sizes.sizeof(t))
        else:
            self._letters(letters)

    def _struct(self, t: Struct) -> None:
        end = 0
        for field, offset in zip(t.fields, self._sizes.offsetsof(t), strict=True):
            if field.name == "_":
                continue
            if end < offset:
                self._skip(offset - end)
            field_type = build.var_type(field)
            self.add(field_type)
            end = offset + self._sizes.sizeof(field_type)
        if end < self._sizes.sizeof(t):
            self._skip(self._sizes.sizeof(t) - end)

    def _array(self, t: Array) -> None:
        if is_memory(self._sizes, t):
            self._memory(self._sizes.sizeof(t))
            return
        n, elem_size = t.length, self._sizes.sizeof(t.elem)
        if n > 1 and elem_size == 0:
            return
        at_once = max(1, self._at_once // elem_size) if elem_size else 1
        alone = n if n <= at_once else n % at_once
        for _ in range(alone):
            self.add(t.elem)
        if n > alone:
            self._repeated((n - alone) // at_once, at_once, t.elem)

    def _repeated(self, n_times: int, at_once: int, elem: Type) -> None:
        if n_times == 1:
            for _ in range(at_once):
                self.add(elem)
            return
        self._letters(f"[{n_times}")
        for _ in range(at_once):
            self.add(elem)
        self._letters("]")


def _letters_of(t: Basic) -> str:
    if t.kind == STRING:
        return "S"
    if t.kind == FLOAT32:
        return "F"
    if t.kind == FLOAT64:
        return "G"
    if t.kind == COMPLEX64:
        return "FF"
    if t.kind == COMPLEX128:
        return "GG"
    return ""


def is_memory(sizes: Sizes, t: Type) -> bool:
    """Whether values of a comparable type are equal if and only if their bytes are."""
    under = underlying(t)
    if isinstance(under, Array):
        if is_memory(sizes, under.elem):
            return True
        return under.length == 0
    if isinstance(under, Struct):
        return _is_memory_struct(sizes, under)
    if isinstance(under, Interface):
        return False
    return not (isinstance(under, Basic) and _letters_of(under) != "")


def _is_memory_struct(sizes: Sizes, t: Struct) -> bool:
    if len(t.fields) == 1 and t.fields[0].name != "_":
        return is_memory(sizes, build.var_type(t.fields[0]))
    offsets = sizes.offsetsof(t)
    ends = [*offsets[1:], sizes.sizeof(t)]
    for i, offset in enumerate(offsets):
        field = t.fields[i]
        field_type = build.var_type(field)
        if field.name == "_" or not is_memory(sizes, field_type):
            return False
        if offset + sizes.sizeof(field_type) != ends[i]:
            return False
    return True
