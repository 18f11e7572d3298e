"""Throughline: what was said, by whom, whether anyone checked it, and what became of it.

from kg import Library

library = Library.open("library")
answer = library.ask("What was said about care leavers over time?")

More in docs/python.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.library import Filters, Library
    from kg.settings import Settings

__all__ = ["Filters", "Library", "Settings", "__version__"]

__version__ = "0.1.0"

_HOMES = {"Filters": "kg.library", "Library": "kg.library", "Settings": "kg.settings"}


def __getattr__(name: str) -> Any:
    """Imports a name when it is asked for, so that `kg --help` need not."""
    if name in _HOMES:
        from importlib import import_module

        return vars(import_module(_HOMES[name]))[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
