"""Comparison with the real compiler."""
