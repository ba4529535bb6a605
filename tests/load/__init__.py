"""Tests of source selection."""
