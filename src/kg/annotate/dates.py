"""Dates and periods as English prose prints them, read to ISO 8601; what they date is others' matter."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
YEAR = r"(?:19[89]\d|20[0-4]\d)(?![\d/])"
_DAY = r"(?:[012]?\d|3[01])(?:st|nd|rd|th)?(?! ?[%\d])"
_TO = r"\s*(?:-|–|—|―|─|‑|to\b|and\b|until\b|&)\s*"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"

_RANGE = re.compile(
    rf"(?<![\d/.]){_WEEKDAY}(?P<d1>{_DAY})(?:\s+(?P<m1>{MONTH})(?:,?\s+(?P<y1>{YEAR}))?)?"
    rf"{_TO}{_WEEKDAY}(?P<d2>{_DAY})\s+(?P<m2>{MONTH})(?:,?\s+(?P<y2>{YEAR}))?",
    re.IGNORECASE,
)
_DATE = re.compile(
    rf"(?<![\d/.]){_WEEKDAY}(?P<d>{_DAY})\s+(?:of\s+)?(?P<m>{MONTH})(?:,?\s+(?P<y>{YEAR}))?", re.IGNORECASE
)
_NUMERIC = re.compile(rf"(?<![\d/.-])(?P<d>\d{{1,2}})[/.](?P<m>\d{{1,2}})[/.](?P<y>{YEAR}|\d\d(?!\d))")
_ISO = re.compile(rf"(?<![\d/-])(?P<y>{YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)")
_MONTH_RANGE = re.compile(
    rf"\b(?P<m1>{MONTH})(?:\s+(?P<y1>{YEAR}))?\s*(?:-|–|to|and)\s*(?P<m2>{MONTH}),?\s+(?P<y2>{YEAR})", re.IGNORECASE
)
_SEASON = re.compile(rf"\b(?P<s>spring|summer|autumn|winter),?\s+(?P<y>{YEAR})", re.IGNORECASE)
_SEASONS = {"spring": ("03", "05"), "summer": ("06", "08"), "autumn": ("09", "11"), "winter": ("12", "02")}
_MONTH = re.compile(rf"\b(?P<m>{MONTH}),?\s+(?P<y>{YEAR})", re.IGNORECASE)
_YEAR = re.compile(rf"(?<![\d/£.,-])(?P<y>{YEAR})(?![\d%-])")


@dataclass(frozen=True, slots=True)
class Period:
    """From one day, month or year to another, ISO 8601 of the precision printed; equal for a single one.

    Attributes:
        span: the words that say it.
        dated: False where the words give days and months but no year; `start` and `end` are then "--MM-DD".
    """

    start: str
    end: str
    span: Span
    dated: bool = True

    @property
    def exact(self) -> bool:
        """Whether both ends are days of a known year."""
        return len(self.start) == 10 == len(self.end)


def find(text: str, span: Span | None = None) -> Iterator[Period]:
    """Dates and periods in a stretch of text, in order, never overlapping; days that do not exist are passed over."""
    start, end = (span.start, span.end) if span else (0, len(text))
    taken: list[Span] = []
    found: list[Period] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(text, start, end):
            here = Span(match.start(), match.end())
            if any(here.start < other.end and other.start < here.end for other in taken):
                continue
            ends = read(match)
            if ends is not None:
                taken.append(here)
                found.append(Period(*ends, here, dated=not ends[0].startswith("--")))
    yield from sorted(found, key=lambda period: period.span)


def in_year(period: Period, year: int) -> Period:
    """A period without a year, put into one; a period that has its year stays as it is."""
    if period.dated:
        return period
    crosses = period.start > period.end
    first = f"{year - 1 if crosses else year:04}{period.start[1:]}"
    return replace(period, start=first, end=f"{year:04}{period.end[1:]}", dated=True)


def last_day(date: str) -> str:
    """The last day of a year or month, or the day itself."""
    if len(date) == 4:
        return f"{date}-12-31"
    if len(date) == 7:
        year, month = int(date[:4]), int(date[5:])
        return f"{date}-{calendar.monthrange(year, month)[1]:02}"
    return date


def common(start: str, end: str) -> str | None:
    """What two dates share: the day, the month or the year; None where the years differ."""
    for length in (10, 7, 4):
        if len(start) >= length <= len(end) and start[:length] == end[:length]:
            return start[:length]
    return None


def months_later(day: str, months: int) -> str:
    """The same day some months later, or that month's last day where it is shorter."""
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7]) - 1 + months, 12)
    return f"{year:04}-{month + 1:02}-{min(int(day[8:]), calendar.monthrange(year, month + 1)[1]):02}"


def _iso(year: str | None, month: int, day: str) -> str | None:
    number = int(re.sub(r"\D", "", day))
    longest = calendar.monthrange(int(year) if year else 2000, month)[1]
    if not 1 <= number <= longest:
        return None
    return f"{year or '-'}-{month:02}-{number:02}"


def _month(name: str) -> int:
    return MONTHS[name.rstrip(".").casefold()]


def _read_range(match: re.Match[str]) -> tuple[str, str] | None:
    year = match["y2"] or match["y1"]
    month = _month(match["m2"])
    first = _month(match["m1"]) if match["m1"] else month
    year_of_first = match["y1"] or (str(int(year) - 1) if year and first > month else year)
    start, end = _iso(year_of_first, first, match["d1"]), _iso(year, month, match["d2"])
    if start is None or end is None or (year and start > end):
        return None
    return start, end


def _read_date(match: re.Match[str]) -> tuple[str, str] | None:
    day = _iso(match["y"], _month(match["m"]), match["d"])
    return None if day is None else (day, day)


def _read_numbers(match: re.Match[str]) -> tuple[str, str] | None:
    month = int(match["m"])
    year = match["y"] if len(match["y"]) == 4 else "20" + match["y"]
    day = _iso(year, month, match["d"]) if 1 <= month <= 12 else None
    return None if day is None else (day, day)


def _read_months(match: re.Match[str]) -> tuple[str, str]:
    first, last = _month(match["m1"]), _month(match["m2"])
    year = int(match["y2"])
    start = match["y1"] or str(year - 1 if first > last else year)
    return f"{start}-{first:02}", f"{year}-{last:02}"


def _read_month(match: re.Match[str]) -> tuple[str, str]:
    month = f"{match['y']}-{_month(match['m']):02}"
    return month, month


def _read_season(match: re.Match[str]) -> tuple[str, str]:
    first, last = _SEASONS[match["s"].casefold()]
    return f"{match['y']}-{first}", f"{int(match['y']) + (last < first)}-{last}"


def _read_year(match: re.Match[str]) -> tuple[str, str]:
    return match["y"], match["y"]


_READERS = (
    (_RANGE, _read_range),
    (_DATE, _read_date),
    (_NUMERIC, _read_numbers),
    (_ISO, _read_numbers),
    (_MONTH_RANGE, _read_months),
    (_MONTH, _read_month),
    (_SEASON, _read_season),
    (_YEAR, _read_year),
)
