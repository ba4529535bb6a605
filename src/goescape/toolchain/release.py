"""What a release of Go does: limits, budgets, lists, and ways of doing things, in groups by whom they concern.

All of it is data, without a thought about how it is used. Passes read what they need; none compares versions.
The values of a release stand in a module of its own (`go1_27`).
"""

from collections.abc import Callable
from typing import Final, final

from goescape.toolchain.allocator import Allocator
from goescape.toolchain.building import CompilerFlags, GoFlags, Packages, Sources
from goescape.toolchain.intrinsics import Intrinsics
from goescape.toolchain.target import Architecture


@final
class Checks:
    """Limits of the type checker that are not the language's."""

    def __init__(
        self,
        *,
        number_length_max: int,
        integer_bits_max: int,
        shift_max: int,
        string_length_max: int,
        union_terms_max: int,
        size_max: int,
        channel_element_max: int,
        map_part_max: int,
    ) -> None:
        # Characters of a number as it is written.
        self.number_length_max: Final = number_length_max
        # Bits of an untyped integer constant.
        self.integer_bits_max: Final = integer_bits_max
        # Places that a constant is shifted by.
        self.shift_max: Final = shift_max
        # Bytes of a constant string.
        self.string_length_max: Final = string_length_max
        self.union_terms_max: Final = union_terms_max
        # Sizes, offsets and lengths of arrays that can be reckoned with, whatever the target.
        self.size_max: Final = size_max
        # Elements of channels, keys and elements of maps are smaller than that (bytes).
        self.channel_element_max: Final = channel_element_max
        self.map_part_max: Final = map_part_max


@final
class Inlining:
    """What inlining costs, in nodes, and what it may cost."""

    def __init__(
        self,
        *,
        budget: int,
        literal_budget: int,
        into_big_budget: int,
        big_function_nodes: int,
        call: int,
        call_of_parameter: int,
        panic: int,
        literal: int,
        lower_bound_discount: int,
        upper_bound_discount: int,
        never_with: dict[str, dict[str, str]],
    ) -> None:
        # Functions that cost more cannot be inlined.
        self.budget: Final = budget
        # The same for literals, of which only those called once may cost that much.
        self.literal_budget: Final = literal_budget
        # What may be inlined into big functions, those of so many nodes.
        self.into_big_budget: Final = into_big_budget
        self.big_function_nodes: Final = big_function_nodes
        # Besides the node itself: calls that are not inlined, those of parameters, `panic`, function literals.
        self.call: Final = call
        self.call_of_parameter: Final = call_of_parameter
        self.panic: Final = panic
        self.literal: Final = literal
        # What the bounds of `s[0:len(s)]` are less.
        self.lower_bound_discount: Final = lower_bound_discount
        self.upper_bound_discount: Final = upper_bound_discount
        self._never_with: Final = never_with

    def never_with(self, path: str, name: str) -> str:
        """Why what calls this function cannot be inlined, in the compiler's words; "" if it can."""
        found = self._never_with.get(path)
        return "" if found is None else found.get(name, "")


@final
class Initializers:
    """How package variables are initialised."""

    def __init__(self, *, outlined_map_nodes: int, without_addresses: str) -> None:
        # Map initialisers with at least this many nodes become functions of their own.
        self.outlined_map_nodes: Final = outlined_map_nodes
        # In this package and those below it addresses of variables are filled in by code.
        self.without_addresses: Final = without_addresses


@final
class Stack:
    """What may be on the stack (bytes)."""

    def __init__(
        self,
        *,
        variable_max: int,
        allocation_max: int,
        capture_by_value_max: int,
        string_buffer: int,
        rune_buffer: int,
        slice_buffer: int,
        moved_appends: int,
        box_max: int,
        boxed_numbers: int,
    ) -> None:
        # Larger variables live in the heap.
        self.variable_max: Final = variable_max
        # Larger `new(T)`, `&T{…}`, `make([]T, constant)` and closures live in the heap.
        self.allocation_max: Final = allocation_max
        # Larger variables are captured by reference.
        self.capture_by_value_max: Final = capture_by_value_max
        # Room that is reserved for what does not escape: strings, runes (by number), slices of variable length.
        self.string_buffer: Final = string_buffer
        self.rune_buffer: Final = rune_buffer
        self.slice_buffer: Final = slice_buffer
        # Slices that escape in the end begin in such a buffer if they are appended to so often, in loops twice or more.
        self.moved_appends: Final = moved_appends
        # Larger values that are put into interfaces are in the heap.
        self.box_max: Final = box_max
        # Numbers below are in a table, and never put elsewhere.
        self.boxed_numbers: Final = boxed_numbers


@final
class Maps:
    """How maps are laid out; sizes of records by word size."""

    def __init__(
        self,
        *,
        header: dict[int, int],
        table: dict[int, int],
        control: int,
        group_slots: int,
        group_load: int,
        table_max: int,
        inline_max: int,
    ) -> None:
        self.header: Final = header
        self.table: Final = table
        # Control bytes of a group.
        self.control: Final = control
        self.group_slots: Final = group_slots
        # Of the slots of a group so many are filled on average, before a table grows.
        self.group_load: Final = group_load
        # Slots of a table, which splits beyond.
        self.table_max: Final = table_max
        # Larger keys and elements are kept behind a pointer; with such elements there is no fast access.
        self.inline_max: Final = inline_max


@final
class Generated:
    """What the compiler makes besides what is written: names, comparisons, code."""

    def __init__(
        self,
        *,
        shape_name_max: int,
        compared_at_once: int,
        compared_inline_max: int,
        compared_small_max: int,
        compared_pieces: int,
        rune_slack: int,
        register_parts: int,
        bytewise_max: int,
        small_int_max: int,
        index_bits_max: int,
    ) -> None:
        # Longer names of shapes are hashed.
        self.shape_name_max: Final = shape_name_max
        # Loops over arrays compare about this many bytes at once; more memory is compared by a call.
        self.compared_at_once: Final = compared_at_once
        self.compared_inline_max: Final = compared_inline_max
        # Arrays of at most so many numbers, and structs of so many words, are compared on the spot; so are arrays
        # of so many bytes, where loads cannot be combined.
        self.compared_pieces: Final = compared_pieces
        self.compared_small_max: Final = compared_small_max
        # `string([]rune)` asks for some bytes more than it needs.
        self.rune_slack: Final = rune_slack
        # Values of more words, structs of more fields are not kept in registers.
        self.register_parts: Final = register_parts
        # Comparisons with constants that are not longer go byte by byte, where loads cannot be combined.
        self.bytewise_max: Final = bytewise_max
        # See `is_small_int`.
        self.small_int_max: Final = small_int_max
        # Indices of more bits are not known to be in range.
        self.index_bits_max: Final = index_bits_max

    def is_small_int(self, value: int) -> bool:
        """Whether a constant is looked at where sizes and indices are decided."""
        return -self.small_int_max - 1 <= value <= self.small_int_max


@final
class Release:
    """One release of Go. Immutable."""

    def __init__(
        self,
        minor: int,
        *,
        patches: tuple[str, ...],
        sources: Sources,
        packages: Packages,
        go_flags: GoFlags,
        compiler_flags: CompilerFlags,
        checks: Checks,
        inlining: Inlining,
        initializers: Initializers,
        stack: Stack,
        maps: Maps,
        channel_header: dict[int, int],
        allocator: Allocator,
        generated: Generated,
        intrinsics: Callable[[Architecture], Intrinsics],
    ) -> None:
        # Go 1.minor, which is also the highest language version.
        self.minor: Final = minor
        # What VERSION says in the patches that are reproduced, the newest last.
        self.patches: Final = patches
        self.sources: Final = sources
        self.packages: Final = packages
        self.go_flags: Final = go_flags
        self.compiler_flags: Final = compiler_flags
        self.checks: Final = checks
        self.inlining: Final = inlining
        self.initializers: Final = initializers
        self.stack: Final = stack
        self.maps: Final = maps
        # What a channel has besides its buffer, by word size.
        self.channel_header: Final = channel_header
        self.allocator: Final = allocator
        self.generated: Final = generated
        self._intrinsics: Final = intrinsics

    def intrinsics(self, architecture: Architecture) -> Intrinsics:
        return self._intrinsics(architecture)

    @property
    def language(self) -> str:
        """The newest version of the language it knows: "go1.27"."""
        return f"go1.{self.minor}"
