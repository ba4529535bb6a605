"""Passes between lowering and escape analysis."""
