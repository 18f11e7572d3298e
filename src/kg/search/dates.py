"""Dates and ranges in the words of a question: "since 2019", "between 2017 and 2024", "in July 2024", "before 2021"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = "|".join(f"{name}|{name[:3]}" for name in _MONTHS)
_YEAR = r"(?<![\d£$.,/-])(?:19[89]|20[0-4])\d(?![\d%])"
_WHEN = rf"(?:(?:(?P<{{0}}d>\d{{{{1,2}}}})\s+)?(?P<{{0}}m>{_MONTH})\s+)?(?P<{{0}}y>{_YEAR})"


def _when(name: str) -> str:
    return _WHEN.format(name)


DATE = re.compile(r"(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
"""An ISO 8601 year, month or day."""

_RANGE = re.compile(
    rf"\b(?:from|between)\s+(?:the\s+)?{_when('a')}\b.{{0,24}}?\b(?:to|and|until|till|up to|[-–—])\s*{_when('b')}\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    rf"\b(?:since|after|following|from)\s+(?:the\s+)?(?:one\s+in\s+|in\s+)?{_when('a')}\b", re.IGNORECASE
)
_BEFORE = re.compile(
    rf"\b(?:before|prior to|until|up to|ahead of)\s+(?:the\s+)?(?:\w+\s+){{0,2}}?(?:in\s+|of\s+)?{_when('a')}\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(rf"{_when('a')}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """The days a question is about, both inclusive, open where None.

    Attributes:
        spans: where its words stand.
        moments: the first and last day of each year, month or day that is named by itself, where several are.
    """

    since: str | None = None
    until: str | None = None
    spans: tuple[tuple[int, int], ...] = ()
    moments: tuple[tuple[str, str], ...] = ()


_LAST = re.compile(
    r"\b(?:in|over|during|within|for)\s+the\s+(?:last|past|previous)\s+(?:(?P<n>\d{1,2}|[a-z]+)\s+)?(?P<unit>years?|months?)\b",
    re.IGNORECASE,
)
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()


def lately(text: str, newest: str | None) -> Period | None:
    """The period of "in the last three years", counted back from the newest document and never from the clock.

    None where no such words stand, or where no date is known to count from.
    """
    found = _LAST.search(text)
    if found is None or newest is None:
        return None
    word = (found["n"] or "one").lower()
    count = int(word) if word.isdigit() else _NUMBERS.index(word) + 1 if word in _NUMBERS else None
    if not count:
        return None
    year, month, day = (int(part) for part in last_day(newest).split("-"))
    months = count * (12 if found["unit"].lower().startswith("year") else 1)
    year, month = divmod(year * 12 + month - 1 - months, 12)
    start = min(day, monthrange(year, month + 1)[1])
    return Period(f"{year}-{month + 1:02d}-{start:02d}", None, (found.span(),))


def day_before(day: str) -> str:
    """The day before an ISO 8601 day."""
    return _day_before(day)


def first_day(date: str) -> str:
    """The first day of an ISO 8601 year, month or day."""
    return date + "-01" * (2 - date.count("-"))


def last_day(date: str) -> str:
    """The last day of an ISO 8601 year, month or day."""
    if date.count("-") == 0:
        return date + "-12-31"
    if date.count("-") == 1:
        year, month = (int(part) for part in date.split("-"))
        return f"{date}-{monthrange(year, month)[1]:02d}"
    return date


def read(text: str) -> Period:
    """The period that a question names; with several single years, from the first to the last of them."""
    if match := _RANGE.search(text):
        return Period(first_day(_iso(match, "a")), last_day(_iso(match, "b")), (match.span(),))
    if match := _BEFORE.search(text):
        return Period(None, _day_before(first_day(_iso(match, "a"))), (match.span(),))
    if match := _SINCE.search(text):
        return Period(first_day(_iso(match, "a")), None, (match.span(),))
    singles = list(_SINGLE.finditer(text))
    if not singles:
        return Period()
    dates = sorted({_iso(match, "a") for match in singles})
    moments = tuple((first_day(date), last_day(date)) for date in dates) if len(dates) > 1 else ()
    return Period(first_day(dates[0]), last_day(dates[-1]), tuple(match.span() for match in singles), moments)


def _iso(match: re.Match[str], name: str) -> str:
    year, month, day = match[name + "y"], match[name + "m"], match[name + "d"]
    if not month:
        return str(year)
    number = next(i for i, full in enumerate(_MONTHS, 1) if full.startswith(month.lower()[:3]))
    return f"{year}-{number:02d}" + (f"-{int(day):02d}" if day else "")


def _day_before(day: str) -> str:
    year, month, date = (int(part) for part in day.split("-"))
    if date > 1:
        return f"{year}-{month:02d}-{date - 1:02d}"
    if month > 1:
        return last_day(f"{year}-{month - 1:02d}")
    return f"{year - 1}-12-31"
