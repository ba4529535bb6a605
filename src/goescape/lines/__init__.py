"""The compiler's lines: remarks and diagnostics in its words, its optimisation log, and how lines are kept."""
