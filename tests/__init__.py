"""Tests of goescape."""
