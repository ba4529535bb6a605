"""Sizes and alignments of the gc compiler on amd64 (Go spec, "Size and alignment guarantees")."""

from typing import Final

from goescape.base.bug import InternalError
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

WORD: Final = 8
# No type is as large as that; elements of channels and parts of maps are smaller still (bytes).
ADDRESS_SPACE: Final = 1 << 50
CHAN_ELEM_MAX: Final = 1 << 16
MAP_PART_MAX: Final = 1 << 31

_BASIC_SIZES: Final[dict[int, int]] = {
    BOOL: 1, INT8: 1, UINT8: 1, INT16: 2, UINT16: 2, INT32: 4, UINT32: 4, FLOAT32: 4, INT64: 8,
    UINT64: 8, FLOAT64: 8, COMPLEX64: 8, COMPLEX128: 16, STRING: 2 * WORD,
}  # fmt: skip


def align_up(offset: int, align: int) -> int:
    return (offset + align - 1) // align * align


def alignof(t: Type) -> int:
    """Alignment of a variable of type t, in bytes."""
    under = underlying(t)
    if isinstance(under, Array):
        return alignof(under.elem)
    if isinstance(under, Struct):
        known = under.align
        if known < 0:
            known = 1
            for field in under.fields:
                align = alignof(_type_of(field))
                if known < align:
                    known = align
            under.align = known
        return known
    if isinstance(under, Basic):
        if under.kind == COMPLEX128:
            return 8
        if under.kind == COMPLEX64:
            return 4
        if under.kind == STRING:
            return WORD
        return _BASIC_SIZES.get(under.kind, WORD)
    return WORD


def sizeof(t: Type) -> int:
    """Size of a variable of type t, in bytes."""
    under = underlying(t)
    if isinstance(under, Basic):
        return _BASIC_SIZES.get(under.kind, WORD)
    if isinstance(under, (Pointer, Map, Chan, Signature)):
        return WORD
    if isinstance(under, Slice):
        return 3 * WORD
    if isinstance(under, Interface):
        return 2 * WORD
    if isinstance(under, Array):
        return 0 if under.length <= 0 else under.length * sizeof(under.elem)
    if isinstance(under, Struct):
        known = under.size
        if known < 0:
            known = _struct_size(under)
            under.size = known
        return known
    raise InternalError(f"size of {type(under).__name__}")


def _struct_size(t: Struct) -> int:
    offset = 0
    largest = 1
    size = 0
    for field in t.fields:
        field_type = _type_of(field)
        align = alignof(field_type)
        if largest < align:
            largest = align
        offset = align_up(offset, align)
        size = sizeof(field_type)
        offset += size
    # A zero-size field at the end gets a byte, so that its address is not that of the next object.
    if offset > 0 and size == 0:
        offset += 1
    return align_up(offset, largest)


def offsetsof(t: Struct) -> list[int]:
    """Offsets of the fields, in bytes."""
    offsets: list[int] = []
    offset = 0
    for field in t.fields:
        field_type = _type_of(field)
        offset = align_up(offset, alignof(field_type))
        offsets.append(offset)
        offset += sizeof(field_type)
    return offsets


def offset_at(t: Struct, path: list[int]) -> int:
    """Offset of the field that a path of indices through embedded structs leads to."""
    total = 0
    form: Type = t
    for i in path:
        if not isinstance(form, Struct):
            raise InternalError("a path through something else than structs")
        total += offsetsof(form)[i]
        form = underlying(_type_of(form.fields[i]))
    return total


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


def is_pointer_shaped(t: Type) -> bool:
    """Whether a value of type t fits the data word of an interface as it is (no box needed)."""
    under = underlying(t)
    if isinstance(under, Basic):
        return under.kind == UNSAFE_POINTER
    if isinstance(under, Pointer):
        return not is_off_heap(under.elem)
    if isinstance(under, (Chan, Map, Signature)):
        return True
    if isinstance(under, Array):
        return under.length == 1 and is_pointer_shaped(under.elem)
    if isinstance(under, Struct):
        return sizeof(t) == WORD and _is_one_pointer(under)
    return False


def _is_one_pointer(t: Struct) -> bool:
    """All of the struct's data is one pointer; zero-size fields may stand beside it."""
    found = False
    for field in t.fields:
        field_type = _type_of(field)
        if sizeof(field_type) == 0:
            continue
        if found or not is_pointer_shaped(field_type):
            return False
        found = True
    return found
