"""Throughline: what was said, by whom, whether anyone checked it, and what became of it.

from kg import Library, Settings

library = Library.open(Settings(library=Path("library")))
answer = library.ask("What was said about care leavers over time?")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.library import Library
    from kg.settings import Settings

__all__ = ["Library", "Settings", "__version__"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Imports `Library` and `Settings` when they are asked for, so that `kg --help` need not."""
    if name == "Library":
        from kg.library import Library

        return Library
    if name == "Settings":
        from kg.settings import Settings

        return Settings
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
