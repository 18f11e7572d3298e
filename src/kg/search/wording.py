"""The words around quotes: dates, speakers and counts in plain English; nothing here says what a quote does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.vocabulary.english import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Evidence

_SPEAKERS = {
    "inspectorate": "the inspectorate found",
    "council": "the council said of itself",
    "council_as_reported_by_inspectorate": "the inspectorate recorded the council’s account",
    None: "it was said (the document does not show by whom)",
}


def date(piece: Evidence) -> str:
    """When a piece of evidence was said, and how that is known."""
    if piece.date:
        return day(piece.date) + ("" if piece.date_basis == "stated" else ", a date that is inferred")
    if piece.date_window:
        return f"between {day(piece.date_window[0])} and {day(piece.date_window[1])}, inferred"
    return "date not known"


def period(since: str | None, until: str | None) -> str:
    """A stretch of time, open at either end."""
    if since and until and since[:4] == until[:4] and since.endswith("-01-01") and until.endswith("-12-31"):
        return f"in {since[:4]}"
    if since and until:
        return f"from {day(since)} to {day(until)}"
    return f"since {day(since)}" if since else f"up to {day(until)}" if until else "at any time"


def in_time(piece: Evidence) -> tuple[str, str, int]:
    """Sorts evidence by the date of its document (those without one last), then by place inside it."""
    when = piece.date or (piece.date_window[0] if piece.date_window else "9999")
    return when, piece.citation.document, piece.citation.start


def counted(ordered: Sequence[Evidence]) -> str:
    """How many statements in how many documents, and the time they span."""
    documents = len({piece.citation.document for piece in ordered})
    years = [piece.date[:4] for piece in ordered if piece.date]
    span = f", {years[0]} to {years[-1]}" if years and years[0] != years[-1] else f", {years[0]}" if years else ""
    return f"{_number(len(ordered), 'statement')} in {_number(documents, 'document')}{span}."


def quoting(pieces: Sequence[Evidence]) -> str:
    """One sentence that gives quotes of one document with date, title, page and speaker."""
    first = pieces[0]
    quotes = " … ".join(f"“{' '.join(piece.citation.quote.split())}”" for piece in pieces)
    page = f", page {first.citation.page}" if first.citation.page else ""
    when = date(first)
    return f"{when[0].upper()}{when[1:]} ({first.title}{page}): {_SPEAKERS[first.speaker]}, {quotes}"


def cited(piece: Evidence) -> str:
    """A quote with its title and date, inside a sentence."""
    return f"“{' '.join(piece.citation.quote.split())}” ({piece.title}, {date(piece)})"


def _number(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
