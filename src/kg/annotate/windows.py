"""When an undated document was written: the window that its own words leave, with the reason; no date is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.annotate import dates
from kg.model import Basis, Document, DocumentDate, Passage, Span

PUBLICATION_MONTHS = 4
"""A report that prints no date comes out within four months of the inspection; so did all of 90 whose day is known."""

_AHEAD = re.compile(
    r"\b(?:will|shall|is due|are due|due (?:to|in|by|for|on)|to be|by the end|plan(?:s|ned"
    r"|ning)?|anticipated|expected|scheduled"
    r"|opens?|starts?|begins?|joins?|leaves?|launches|takes|comes|moves|ends|closes|upcoming|forthcoming|next|from"
    r"|until|by|target|deadline|aim(?:s|ing)?|intend(?:s|ed)?"
    r"|ahead|future|proposed)\b",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:will|shall|due|to be|anticipated|expected|scheduled|planned|upcoming|forthcoming|opens?|starts?|begins?"
    r"|joins?|leaves?)\b",
    re.IGNORECASE,
)
_MONTH_ALONE = re.compile(rf"\b(?P<m>{dates.MONTH})(?!\.?,?\s+(?:19|20)\d\d)(?!\s*\d)", re.IGNORECASE)
_THIS_YEAR = re.compile(r"\bthis (?:academic |financial )?year\b|\blater this\b", re.IGNORECASE)
_BEHIND = re.compile(
    r"\b(?:since|at|as of|up to|year to|was|were|had|held|took place|began|led|made|\w{3,}ed)\b|\($", re.IGNORECASE
)
_BEFORE_MONTH = re.compile(r"\d\s*(?:st|nd|rd|th)?\s*$")


@dataclass(frozen=True, slots=True)
class _Bound:
    date: str
    quote: str
    span: Span


def after(end: str, span: Span) -> DocumentDate:
    """The date of a report that prints none: after the inspection it reports on, whose last day is `end`."""
    latest = dates.months_later(end, PUBLICATION_MONTHS)
    reason = (
        f"no date of its own is printed; it reports on an inspection that ended on {end},"
        f" and such reports are published within {PUBLICATION_MONTHS} months"
    )
    return DocumentDate(dates.common(end, latest), Basis.INFERRED, (end, latest), reason, span)


def between(document: Document, passages: tuple[Passage, ...], told: dates.Period | None = None) -> DocumentDate:
    """The window between the latest month it speaks of as past and the first it speaks of as ahead; else unknown.

    Args:
        document: the undated document.
        passages: its passages.
        told: when the visit or meeting took place that it tells of, where it says so; that is past too.
    """
    sentences = [span for passage in passages for span in passage.sentences]
    past = [bound for span in sentences for bound in _past(document.text, span)]
    if told is not None and told.exact:
        past.append(_Bound(told.end, document.text[told.span.start : told.span.end], told.span))
    if not past:
        return DocumentDate(reason="no date of its own is printed, and it names no month as past")
    latest = max(past, key=lambda bound: (bound.date, -bound.span.start))
    ahead = [bound for span in sentences for bound in _ahead(document.text, span, latest.date[:7])]
    if not ahead:
        reason = f"no date of its own is printed; it was written after “{latest.quote}”, and nothing says before when"
        return DocumentDate(reason=reason, span=latest.span)
    first = min(ahead, key=lambda bound: (bound.date, bound.span.start))
    reason = f"no date of its own is printed; “{latest.quote}” is past, “{first.quote}” is ahead"
    return DocumentDate(
        dates.common(latest.date, first.date), Basis.INFERRED, (latest.date, first.date), reason, latest.span
    )


def _past(text: str, span: Span) -> list[_Bound]:
    """Months and days that a sentence says are past, by a word just before them, and by none about what is ahead."""
    words = text[span.start : span.end]
    if _AHEAD.search(words):
        return []
    return [
        _Bound(period.end[:7], _short(words), span)
        for period in dates.find(text, span)
        if period.dated
        and len(period.end) >= 7
        and _BEHIND.search(text[max(span.start, period.span.start - 60) : period.span.start])
    ]


def _ahead(text: str, span: Span, latest: str) -> list[_Bound]:
    """Months that a sentence in the future tense names, on or after the latest that is past."""
    words = text[span.start : span.end]
    if not _WILL.search(words):
        return []
    named = [period.end[:7] for period in dates.find(text, span) if period.dated and len(period.end) >= 7]
    bounds = [_Bound(month, _short(words), span) for month in named if month >= latest]
    if bounds or not _THIS_YEAR.search(words):
        return bounds
    months = [
        dates.MONTHS[match["m"].rstrip(".").casefold()]
        for match in _MONTH_ALONE.finditer(words)
        if match["m"][0].isupper() and not _BEFORE_MONTH.search(words[: match.start()])
    ]
    if not months:
        return []
    month = f"{latest[:4]}-{max(months):02}"
    return [_Bound(month, _short(words), span)] if month >= latest else []


def _short(words: str) -> str:
    one_line = " ".join(words.split())
    return one_line if len(one_line) <= 90 else one_line[:90].rsplit(" ", 1)[0] + " …"
