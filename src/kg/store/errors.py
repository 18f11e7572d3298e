"""The engine's errors as ours, with line and column."""

from __future__ import annotations

import re

from kg.errors import QueryError

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def from_syntax(complaint: str) -> QueryError:
    """The engine's complaint about a query's text."""
    message = " ".join(complaint.split())
    match = _PLACE.fullmatch(message)
    if match is None:
        return QueryError(message)
    return QueryError(match.group(3), int(match.group(1)), int(match.group(2)))
