"""Dates of any precision as windows of days, and the periods that a figure's own words name."""

from __future__ import annotations

import re
from datetime import date, timedelta

Window = tuple[str, str]
"""First and last day, ISO 8601, both inclusive."""

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "(" + "|".join(_MONTHS) + ")"
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH} ((?:19|20)\d\d)\b", re.IGNORECASE)
_OF_YEAR = re.compile(rf"\b{_MONTH},? ((?:19|20)\d\d)\b", re.IGNORECASE)
_SPAN = re.compile(r"\b((?:19|20)?\d\d)\s*[/–-]\s*((?:20)?\d\d)\b")
_SPAN_OF_YEARS = re.compile(r"\b(?:20\d\d|\d\d)\s*/\s*(?:20)?\d\d\b")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


def between(start: str, end: str | None) -> Window:
    """The days from one date to another, each of any precision."""
    return _first(start), _last(end or start)


def gap(one: Window, other: Window) -> int:
    """Days that lie between two windows; 0 where they touch or overlap."""
    if one[0] > other[0]:
        one, other = other, one
    return max(0, (date.fromisoformat(other[0]) - date.fromisoformat(one[1])).days)


def stated(period: str | None) -> Window | None:
    """The days that a figure's period names ("at 31 March 2019", "in 2023/24"); None where it names none."""
    if not period:
        return None
    if found := _DAY.search(period):
        day = f"{found[3]}-{_MONTHS.index(found[2].lower()) + 1:02}-{int(found[1]):02}"
        return day, day
    if found := _OF_YEAR.search(period):
        return between(f"{found[2]}-{_MONTHS.index(found[1].lower()) + 1:02}", None)
    if found := _SPAN.search(period):
        first, last = found[1][-2:], found[2][-2:]
        if int(last) == (int(first) + 1) % 100:
            return f"20{first}-04-01", f"20{last}-08-31"
    if found := _YEAR.search(period):
        return between(found[1], None)
    return None


def without(words: str) -> str:
    """Some words without the days, months and years in them."""
    for pattern in (_DAY, _OF_YEAR, _SPAN_OF_YEARS, _YEAR):
        words = pattern.sub(" ", words)
    return words


def _first(value: str) -> str:
    return value + ("-01-01", "-01", "")[value.count("-")]


def _last(value: str) -> str:
    if value.count("-") == 2:
        return value
    if "-" not in value:
        return f"{value}-12-31"
    year, month = map(int, value.split("-"))
    after = date(year + month // 12, month % 12 + 1, 1)
    return (after - timedelta(days=1)).isoformat()
