"""What the passes need to know about a Go release: limits, and which behaviours it has."""

from typing import Final, final


@final
class Profile:
    """One release of the compiler. Immutable; passes read knobs, they never ask for a version."""

    def __init__(
        self,
        minor: int,
        *,
        stack_variable_max: int,
        stack_allocation_max: int,
        capture_by_value_max: int,
        outlined_map_nodes: int,
        inline_budget: int,
        inline_literal_budget: int,
        inline_into_big_budget: int,
        big_function_nodes: int,
    ) -> None:
        # Go 1.minor.
        self.minor: Final = minor
        # Larger variables live in the heap (bytes).
        self.stack_variable_max: Final = stack_variable_max
        # Larger `new(T)`, `&T{…}`, `make([]T, constant)` and closures live in the heap (bytes).
        self.stack_allocation_max: Final = stack_allocation_max
        # Larger variables are captured by reference (bytes).
        self.capture_by_value_max: Final = capture_by_value_max
        # Map initialisers with at least this many nodes become functions of their own.
        self.outlined_map_nodes: Final = outlined_map_nodes
        # Functions that cost more (in nodes) cannot be inlined.
        self.inline_budget: Final = inline_budget
        # The same for literals, of which only those called once may cost that much.
        self.inline_literal_budget: Final = inline_literal_budget
        # What may be inlined into big functions, those of so many nodes.
        self.inline_into_big_budget: Final = inline_into_big_budget
        self.big_function_nodes: Final = big_function_nodes


def go_1_27() -> Profile:
    return Profile(
        27,
        stack_variable_max=128 * 1024,
        stack_allocation_max=64 * 1024,
        capture_by_value_max=128,
        outlined_map_nodes=20,
        inline_budget=80,
        inline_literal_budget=800,
        inline_into_big_budget=20,
        big_function_nodes=5000,
    )


def default_profile() -> Profile:
    """The newest release that is known."""
    return go_1_27()
