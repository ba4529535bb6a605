"""Numbers of the Go 1.27 compiler and runtime that passes decide by, where no option of a profile says otherwise."""

from typing import Final

# --- inlining: what a node costs beyond one (cmd/compile/internal/inline: inlineExtra…)
CALL_COST: Final = 57  # the default; -m does not change it
CALL_OF_PARAMETER_COST: Final = 17  # inlined where the function becomes known
PANIC_COST: Final = 1
LITERAL_COST: Final = 15  # to make a closure
# Columns are compared as the compiler stores them: what does not fit in eight bits is all the same.
COLUMN_MAX: Final = 255

# --- escape analysis: dereferences that a leak can count (one byte, one off)
LEAK_DEREFS_MAX: Final = 254

# --- the runtime's buffers on the stack: of strings in bytes, of runes by number, of slices of variable length in bytes
STRING_BUFFER: Final = 32
RUNE_BUFFER: Final = 32
SLICE_BUFFER: Final = 32
# Larger values that are put in interfaces are never boxed on the stack.
BOX_MAX: Final = 1024
# Larger constants for `make` are not taken for sizes (`ir.IsSmallIntConst`).
SMALL_INT_MAX: Final = 1 << 31

# --- maps of the runtime (internal/runtime/maps), sizes in bytes
MAP_HEADER: Final = 48
# What every channel has besides its buffer (runtime.hchan), in bytes.
CHANNEL_HEADER: Final = 112
MAP_TABLE: Final = 32
MAP_TABLE_MAX: Final = 1024  # entries
# Larger keys and elements are kept behind a pointer, and have no fast access.
MAP_INLINE_MAX: Final = 128

# --- index checks
CHECKED_CONSTANT_MAX: Final = (1 << 31) - 1  # only constants of 32 bits are looked at
CHECKED_LENGTH_BITS: Final = 62
# Comparisons with constant strings that are not longer go byte by byte.
COMPARED_BYTEWISE_MAX: Final = 16
