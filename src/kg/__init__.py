"""Throughline: what was said, by whom, whether anyone checked it, and what became of it."""

__version__ = "0.1.0"
