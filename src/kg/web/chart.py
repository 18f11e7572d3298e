"""A result drawn as bars where a number and what it is of stand side by side; the table says the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Binding = Mapping[str, Mapping[str, Any]]

MOST = 40
"""Bars; more are no picture."""
_NUMBER = re.compile(r".*#(integer|decimal|double|float|int|long|nonNegativeInteger)")


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: what it is of, its number as the result has it, and its share of the greatest, in per cent."""

    label: str
    number: str
    share: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one column of numbers by one other column."""

    title: str
    bars: tuple[Bar, ...]


def drawn(columns: Sequence[str], rows: Sequence[Binding]) -> Chart | None:
    """The chart of a result; None where there is no column of numbers that are not negative, or nothing beside it."""
    if not 1 < len(rows) <= MOST or len(columns) < 2:
        return None
    number = next((each for each in reversed(columns) if all(_is_number(row.get(each)) for row in rows)), None)
    label = next((each for each in columns if each != number and all(_is_text(row.get(each)) for row in rows)), None)
    if number is None or label is None:
        return None
    values = [float(row[number]["value"]) for row in rows]
    greatest = max(values)
    if min(values) < 0 or greatest <= 0:
        return None
    bars = tuple(
        Bar(str(row[label]["value"]), str(row[number]["value"]), f"{100 * value / greatest:.1f}%")
        for row, value in zip(rows, values, strict=True)
    )
    return Chart(f"{number} by {label}", bars)


def _is_number(term: Mapping[str, Any] | None) -> bool:
    return term is not None and _NUMBER.fullmatch(term.get("datatype", "")) is not None


def _is_text(term: Mapping[str, Any] | None) -> bool:
    return term is not None and term["type"] != "uri" and term["type"] != "bnode"
