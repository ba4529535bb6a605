"""Whether an index is in range whatever the variables in it hold: by its type, or by its last operation.

    var hex [16]byte        hex[b & 15]   hex[b >> 4]   hex[u % 16]      table256[b]

Signed values are only known to be in range after `&` with a small constant.
"""

from typing import Final

from goescape.base.constant import IntConst, StringConst
from goescape.ir import nodes as ir
from goescape.syntax.nodes import OP_AND, OP_AND_NOT, OP_DIV, OP_REM, OP_SHR
from goescape.toolchain.release import Generated
from goescape.types import predicates
from goescape.types.model import Array, Type, underlying
from goescape.types.sizes import Sizes

_NONE: Final = -1


def is_needless(unit: ir.Unit, node: ir.Index, is_temporary: bool) -> bool:
    """Whether the check of a variable index needs no code.

    Of an index that is in a temporary by now only the type is known.
    """
    if isinstance(node.index, ir.Literal):
        return False
    length = _length(node.x)
    if length == _NONE:
        return False
    made = unit.toolchain.release.generated
    bits = _unsigned_bits(unit.sizes, node.index.type)
    if isinstance(node.index, ir.Binary) and not is_temporary:
        if not predicates.is_integer(node.index.type):
            return False
        return _by_operation(made, node.index, length, bits)
    return _fits(made, bits, length)


def _length(x: ir.Expr) -> int:
    """How many elements what is indexed has, if that is known."""
    under = underlying(x.type)
    if isinstance(under, Array):
        return under.length
    if isinstance(x, ir.Literal) and isinstance(x.value, StringConst):
        return len(x.value.value)
    return _NONE


def _unsigned_bits(sizes: Sizes, t: Type) -> int:
    """Bits of an unsigned type; _NONE for all others."""
    if not predicates.is_unsigned(t):
        return _NONE
    return 8 * sizes.sizeof(t)


def _fits(made: Generated, bits: int, length: int) -> bool:
    return 0 <= bits <= made.index_bits_max and 1 << bits <= length


def _by_operation(made: Generated, index: ir.Binary, length: int, bits: int) -> bool:
    op = index.op
    by = _small(made, index.y)
    if op in (OP_AND, OP_AND_NOT):
        if 0 <= _mask(made, index, bits) < length:
            return True
    elif isinstance(by, int) and bits != _NONE:
        if op == OP_REM:
            if 0 <= by <= length:
                return True
        elif op == OP_DIV:
            if by > 0:
                bits = max(0, bits - (by.bit_length() - 1))
        elif op == OP_SHR:
            if by > bits:
                return length > 0
            bits -= by
    return _fits(made, bits, length)


def _mask(made: Generated, index: ir.Binary, bits: int) -> int:
    """The largest value that masking leaves; negative if it is not known."""
    x = _small(made, index.x)
    if x is not None:
        return x
    y = _small(made, index.y)
    if y is None:
        return -1
    if index.op == OP_AND_NOT:
        y = ~y
        if bits != _NONE and bits < 64:
            y &= (1 << bits) - 1
    return y


def _small(made: Generated, x: ir.Expr) -> int | None:
    if not isinstance(x, ir.Literal) or not isinstance(x.value, IntConst):
        return None
    value = x.value.value
    return value if made.is_small_int(value) else None
