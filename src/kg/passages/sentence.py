"""Cuts a block into sentences, each an exact slice; a bullet or row without full stops is one sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEWEST_WORDS = 4
_CELL_WORDS = 5
_ROW_WORDS = 60

_BOUNDARY = re.compile(
    r"[.!?…][\"'”’)\]]*(?P<note>(?:(?<=[a-z)\]’”][.!?…])|(?<=[.!?…][\"'”’)\]]))\d{1,2})?"
    r"[*_]{0,3}(?P<gap>\s+)(?=[\"'“‘(\[*_]*[A-Z0-9£À-Þ])"
)
"""A full stop, perhaps with the raised number of a note glued to it, and a gap before what can begin a sentence."""

_ABBREVIATION = re.compile(
    r"(?:\b(?:[Ee]\.g|[Ii]\.e|Mr|Mrs|Ms|Dr|St|Prof|Cllr|Rev|Hon|Sgt|Sr|Jr|vs?|cf|viz|approx|[Ff]igs?|al|Inc|Ltd|Jan|Feb|Aug|Sept?|Oct|Nov"
    r"|Dec)|(?:^|[\s(.])[A-Z])\.$"
)
_NUMBERED = re.compile(r"\b(?:[Nn]os?|pp?|[Pp]aras?|[Vv]ol|[Cc]h|[Ss]|[Aa]rt)\.$")
_CELL = re.compile(r"[^|\t]+")


def cuts(text: str, start: int, end: int) -> list[int]:
    """Where sentences begin inside `text[start:end]`, the first at `start`; a short fragment joins its neighbour."""
    found = [start]
    for match in _BOUNDARY.finditer(text, start, end):
        before = text[max(start, match.start() - 8) : match.start() + 1]
        numbered = (match["note"] or text[match.end()].isdecimal()) and _NUMBERED.search(before)
        if not (_ABBREVIATION.search(before) or numbered):
            found.append(match.end())
    whole = [start]
    for at, until in zip(found, [*found[1:], end], strict=True):
        if at > start and _words(text, at, until) >= _FEWEST_WORDS and _words(text, whole[-1], at) >= _FEWEST_WORDS:
            whole.append(at)
    return whole


def sentences(text: str, start: int, end: int, *, row: bool = False) -> tuple[Span, ...]:
    """The sentences of a block, or of a part of one; in a row of a table, each cell that can stand alone is one."""
    if row:
        cells = [_trim(text, *cell.span()) for cell in _CELL.finditer(text, start, end)]
        cells = [(s, e) for s, e in cells if s < e]
        if all(_words(text, *cell) >= _CELL_WORDS for cell in cells):
            return tuple(span for cell in cells for span in sentences(text, *cell))
        if _words(text, start, end) <= _ROW_WORDS:
            return (Span(start, end),)
    return tuple(_slices(text, cuts(text, start, end), end))


def _slices(text: str, starts: list[int], end: int) -> Iterator[Span]:
    for start, until in zip(starts, [*starts[1:], end], strict=True):
        first, last = _trim(text, start, until)
        if first < last:
            yield Span(first, last)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The edges moved inwards past white space, and past marks of emphasis that have no partner inside."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not (text.startswith("**", start, end) or text.endswith("**", start, end)):
        return start, end
    marks = text.count("**", start, end)
    if marks % 2 and text.startswith("**", start, end):
        return _trim(text, start + 2, end)
    if marks % 2:
        return _trim(text, start, end - 2)
    wrapped = marks == 2 and text.startswith("**", start, end) and text.endswith("**", start, end) and end - start > 4
    return _trim(text, start + 2, end - 2) if wrapped else (start, end)


def _words(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())
