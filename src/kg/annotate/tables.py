"""Statistics of tables: each cell that holds a number, named by its row, dated or placed by its column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.annotate.quantities import quantities, value
from kg.model import Span, Statistic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

_BORDER = re.compile(r"\s*(?:\t|\s\|\s|^\||\|$)\s*")
_NUMBER = re.compile(r"(?P<pounds>£\s?)?(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s?(?P<share>%)?")
_WHEN = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d\d/\d\d\b|\b(?:quarter|Q\d|term|target|latest|visit|now|year)\b", re.IGNORECASE
)
_FEWEST = 2


def cells(text: str, sentences: Sequence[Span]) -> dict[Span, tuple[Statistic, ...]]:
    """Statistics of each sentence that is a row of a table with a row of column names above it."""
    found: dict[Span, tuple[Statistic, ...]] = {}
    header: list[tuple[Span, str]] | None = None
    for span in sentences:
        row = _cells(text, span)
        if len(row) <= _FEWEST - 1:
            header = None
            continue
        if header is None or row[0][1] == header[0][1]:
            header = row if len(row) > _FEWEST - 1 and not _numeric(row) else None
            continue
        found[span] = tuple(_row(span, header, row))
    return found


def _numeric(row: list[tuple[Span, str]]) -> bool:
    """Whether any cell behind the first is a plain number."""
    return any(_NUMBER.fullmatch(words) and not re.fullmatch(r"(?:19|20)\d\d", words) for _, words in row[1:])


def _row(span: Span, header: list[tuple[Span, str]], row: list[tuple[Span, str]]) -> list[Statistic]:
    label = row[0][1]
    found = []
    for at, (_, words) in enumerate(row[1:], 1):
        match = _NUMBER.fullmatch(words)
        column = header[at][1] if at < len(header) else None
        if match:
            values: tuple[Decimal, ...] = (value(match["number"]),)
            unit = "GBP" if match["pounds"] else "%" if match["share"] else None
        elif one := [quantity for quantity in quantities(words) if quantity.form == "of"]:
            values, unit = one[0].values, one[0].unit
        else:
            continue
        dated = column is not None and _WHEN.search(column) is not None
        found.append(
            Statistic(
                span, label, values, unit, None if dated else column, column if dated else None, None, None, "", 0.9
            )
        )
    return found


def _cells(text: str, span: Span) -> list[tuple[Span, str]]:
    words = text[span.start : span.end]
    found = []
    at = 0
    for border in (*_BORDER.finditer(words), None):
        end = border.start() if border else len(words)
        piece = words[at:end].strip()
        if piece:
            start = span.start + at + words[at:end].index(piece)
            found.append((Span(start, start + len(piece)), " ".join(piece.split())))
        at = border.end() if border else end
    return found
