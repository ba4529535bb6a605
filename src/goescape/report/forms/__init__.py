"""Findings where reviews and pipelines read them: each form is a function of findings alone."""
