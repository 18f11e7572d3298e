"""Dates as people in Britain read them, and as places on a time axis; what a date means is the model's matter."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.vocabulary import english

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import DocumentDate, Evidence

UNKNOWN = "Date not known"
_ISO = re.compile(r"“[^”]*”|(?<![\w-])(\d{4}-\d{2}(?:-\d{2})?)(?: to (\d{4}-\d{2}(?:-\d{2})?))?(?![\w-])")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as shown: its words, how it is known, and the whole days it may stand for.

    Attributes:
        text: "4 July 2024", "About 2019", "January to June 2019", "Date not known".
        note: the reason for an inferred or missing date; None where the document states it.
        basis: stated, inferred or unknown.
        first, last: the days it may stand for, both inclusive; None where it is not known.
    """

    text: str
    note: str | None
    basis: str
    first: date | None
    last: date | None

    @property
    def order(self) -> tuple[bool, date, date]:
        """A key that sorts by time and puts what is not known last."""
        return self.first is None, self.first or date.max, self.last or date.max


def spoken_range(start: str, end: str | None) -> str:
    """Two dates in words, without saying the month or the year twice: "5 to 6 May 2021"."""
    if end is None or end == start:
        return english.day(start)
    before, after = start.split("-"), end.split("-")
    shared = 0
    while len(before) == len(after) and shared < len(before) - 1 and before[shared] == after[shared]:
        shared += 1
    words = english.day(start).split()
    return f"{' '.join(words[: len(words) - shared])} to {english.day(end)}"


def over_years(known: Iterable[DocumentDate]) -> str:
    """The years in which documents may begin, in words: "2014 to 2024", "2024"; nothing where none is known."""
    years = [when.years.start for when in known if when.years]
    return spoken_range(str(min(years)), str(max(years))) if years else ""


def in_words(text: str) -> str:
    """Words of ours with the ISO 8601 dates in them spoken, “quotes” as they are: "2017-02" is "February 2017"."""
    return _ISO.sub(_spoken, text)


def _spoken(found: re.Match[str]) -> str:
    if found[1] is None:  # a quote
        return found[0]
    try:
        for value in filter(None, found.groups()):
            days(value)
    except ValueError:
        return found[0]
    return spoken_range(found[1], found[2])


def days(value: str) -> tuple[date, date]:
    """The first and the last day that an ISO 8601 date stands for."""
    parts = [int(part) for part in value.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else None
    if len(parts) > 2:
        day = date(*parts[:3])
        return day, day
    if month is not None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def dated(value: str | None, basis: str, window: tuple[str, str] | None, reason: str | None) -> Dated:
    """A date with what is known of it: stated in words, inferred with its window and reason, or not known."""
    if window is not None:
        first, last = days(window[0])[0], days(window[1])[1]
    elif value is not None:
        first, last = days(value)
    else:
        return Dated(UNKNOWN, reason, basis, None, None)
    between = spoken_range(*window) if window else ""
    if basis != "inferred":
        return Dated(english.day(value) if value else between, None, basis, first, last)
    return Dated(
        f"About {english.day(value)}" if value else between, _because(value, window, reason), basis, first, last
    )


def _because(value: str | None, window: tuple[str, str] | None, reason: str | None) -> str:
    span = f", {spoken_range(*window)}" if window and value else ""
    return f"Date inferred{span}" + (f": {in_words(reason)}" if reason else "")


@lru_cache(maxsize=4096)
def of_document(when: DocumentDate) -> Dated:
    """A document's date as shown."""
    return dated(when.value, when.basis, when.window, when.reason)


def of_evidence(evidence: Evidence) -> Dated:
    """The date of the document that a piece of evidence stands in, as shown."""
    return dated(evidence.date, evidence.date_basis, evidence.date_window, evidence.date_reason)
