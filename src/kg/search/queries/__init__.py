"""The SPARQL of search, a file a query; values go in as terms."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def template(name: str) -> str:
    """The text of `<name>.rq`, with its empty VALUES blocks."""
    return (files(__name__) / f"{name}.rq").read_text(encoding="utf-8")
