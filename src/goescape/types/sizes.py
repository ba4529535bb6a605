"""Sizes and alignments of the gc compiler (Go spec, "Size and alignment guarantees").

They depend on the target; whether there are pointers in a type does not.
"""

from typing import Final, final

from goescape.base.bug import InternalError
from goescape.toolchain.target import Layout
from goescape.types.model import (
    BOOL,
    COMPLEX64,
    COMPLEX128,
    FLOAT32,
    FLOAT64,
    INT8,
    INT16,
    INT32,
    INT64,
    STRING,
    UINT8,
    UINT16,
    UINT32,
    UINT64,
    UNSAFE_POINTER,
    Array,
    Basic,
    Chan,
    Interface,
    Map,
    Named,
    Pointer,
    Signature,
    Slice,
    Struct,
    Type,
    unalias,
    underlying,
)  # fmt: skip
from goescape.types.objects import Var

# Those that are the same everywhere; what is missing takes one or two words.
_BASIC_SIZES: Final[dict[int, int]] = {
    BOOL: 1, INT8: 1, UINT8: 1, INT16: 2, UINT16: 2, INT32: 4, UINT32: 4, FLOAT32: 4, INT64: 8,
    UINT64: 8, FLOAT64: 8, COMPLEX64: 8, COMPLEX128: 16,
}  # fmt: skip

# A marker in structs of these packages that have to be aligned to eight bytes wherever they are.
_ALIGNED_TO_8: Final = "align64"
_ATOMIC_PACKAGES: Final = ("sync/atomic", "internal/runtime/atomic")


def align_up(offset: int, align: int) -> int:
    return (offset + align - 1) // align * align


@final
class Sizes:
    """Sizes and alignments for one layout, in bytes. Structs remember theirs, so one analysis uses one layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout: Final = layout
        self.word: Final = layout.word

    def alignof(self, t: Type) -> int:
        """Alignment of a variable of type t."""
        under = underlying(t)
        if isinstance(under, Array):
            return self.alignof(under.elem)
        if isinstance(under, Struct):
            known = under.align
            if known < 0:
                known = 8 if _is_align64(t) else 1
                for field in under.fields:
                    align = self.alignof(_type_of(field))
                    if known < align:
                        known = align
                under.align = known
            return known
        if isinstance(under, Basic):
            if under.kind == COMPLEX64:
                return 4
            size = _BASIC_SIZES.get(under.kind, self.word)
            return size if size < 8 else self.layout.register
        return self.word

    def sizeof(self, t: Type) -> int:
        """Size of a variable of type t."""
        under = underlying(t)
        if isinstance(under, Basic):
            if under.kind == STRING:
                return 2 * self.word
            return _BASIC_SIZES.get(under.kind, self.word)
        if isinstance(under, (Pointer, Map, Chan, Signature)):
            return self.word
        if isinstance(under, Slice):
            return 3 * self.word
        if isinstance(under, Interface):
            return 2 * self.word
        if isinstance(under, Array):
            return 0 if under.length <= 0 else under.length * self.sizeof(under.elem)
        if isinstance(under, Struct):
            known = under.size
            if known < 0:
                known = self._struct_size(under)
                under.size = known
            return known
        raise InternalError(f"size of {type(under).__name__}")

    def _struct_size(self, t: Struct) -> int:
        offset = 0
        largest = 1
        size = 0
        for field in t.fields:
            field_type = _type_of(field)
            align = self.alignof(field_type)
            if largest < align:
                largest = align
            offset = align_up(offset, align)
            size = self.sizeof(field_type)
            offset += size
        # A zero-size field at the end gets a byte, so that its address is not that of the next object.
        if offset > 0 and size == 0:
            offset += 1
        return align_up(offset, largest)

    def offsetsof(self, t: Struct) -> list[int]:
        """Offsets of the fields."""
        offsets: list[int] = []
        offset = 0
        for field in t.fields:
            field_type = _type_of(field)
            offset = align_up(offset, self.alignof(field_type))
            offsets.append(offset)
            offset += self.sizeof(field_type)
        return offsets

    def offset_at(self, t: Type, path: list[int]) -> int:
        """Offset of the field that a path of indices leads to, through embedded structs, in a struct."""
        total = 0
        form = underlying(t)
        for i in path:
            if not isinstance(form, Struct):
                raise InternalError("a path through something else than structs")
            total += self.offsetsof(form)[i]
            form = underlying(_type_of(form.fields[i]))
        return total

    def is_pointer_shaped(self, t: Type) -> bool:
        """Whether a value of type t fits the data word of an interface as it is (no box needed)."""
        under = underlying(t)
        if isinstance(under, Basic):
            return under.kind == UNSAFE_POINTER
        if isinstance(under, Pointer):
            return not is_off_heap(under.elem)
        if isinstance(under, (Chan, Map, Signature)):
            return True
        if isinstance(under, Array):
            return under.length == 1 and self.is_pointer_shaped(under.elem)
        if isinstance(under, Struct):
            return self.sizeof(t) == self.word and self._is_one_pointer(under)
        return False

    def fits_integer(self, t: Type) -> bool:
        """Whether a value of type t can be looked at as an integer of 2, 4 or 8 bytes."""
        size = self.sizeof(t)
        if size != 2 and size != 4 and size != 8:
            return False
        return self.alignof(t) == min(size, self.layout.register) and not has_pointers(t)

    def _is_one_pointer(self, t: Struct) -> bool:
        """All of the struct's data is one pointer; zero-size fields may stand beside it."""
        found = False
        for field in t.fields:
            field_type = _type_of(field)
            if self.sizeof(field_type) == 0:
                continue
            if found or not self.is_pointer_shaped(field_type):
                return False
            found = True
        return found


def _is_align64(t: Type) -> bool:
    t = unalias(t)
    if not isinstance(t, Named) or t.obj.name != _ALIGNED_TO_8 or t.obj.pkg is None:
        return False
    return t.obj.pkg.path in _ATOMIC_PACKAGES


def _type_of(field: Var) -> Type:
    if field.type is None:
        raise InternalError(f"field {field.name} has no type", field.pos)
    return field.type


def has_pointers(t: Type) -> bool:
    """Whether a value of type t contains pointers the collector follows."""
    under = underlying(t)
    if isinstance(under, Basic):
        return under.kind == STRING or under.kind == UNSAFE_POINTER
    if isinstance(under, Array):
        return under.length != 0 and has_pointers(under.elem)
    if isinstance(under, Struct):
        known = under.pointers
        if known < 0:
            known = 0
            for field in under.fields:
                if has_pointers(_type_of(field)):
                    known = 1
                    break
            under.pointers = known
        return known == 1
    if isinstance(under, (Pointer, Slice)):
        return not is_off_heap(under.elem)
    return True


def is_off_heap(t: Type) -> bool:
    """Types of package runtime that never live in the collected heap: pointers to them are mere numbers.

    They contain a `internal/runtime/sys.nih`.
    """
    under = underlying(t)
    if isinstance(under, Array):
        return is_off_heap(under.elem)
    if not isinstance(under, Struct):
        return False
    known = under.off_heap
    if known < 0:
        known = 0
        for field in under.fields:
            if is_off_heap(_type_of(field)):
                known = 1
                break
        under.off_heap = known
    if known == 1:
        return True
    t = unalias(t)
    if not isinstance(t, Named) or t.obj.name != "nih" or t.obj.pkg is None:
        return False
    return t.obj.pkg.path == "internal/runtime/sys"
