"""Escape analysis: the location graph, how ir becomes one, and what its paths mean."""
