"""What a document is: kind, title, dates, author, parties and caveats, from its title block and first page."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kg.annotate import caveats, dates, front, kinds, parties, windows
from kg.annotate.lines import Line, around, joined, paragraphs
from kg.model import Annotated, Basis, DocumentDate, Event, Metadata, Span

if TYPE_CHECKING:
    from kg.annotate.front import Front
    from kg.vocabulary import Vocabulary

EVENTS = {
    "annual-engagement-letter": "annual-engagement-meeting",
    "annual-engagement-presentation": "annual-engagement-meeting",
    "scrutiny-presentation": "scrutiny-panel-meeting",
    "scrutiny-paper": "scrutiny-panel-meeting",
    "minutes": "committee-meeting",
    "council-report": "committee-meeting",
    "council-presentation": "committee-meeting",
    "focused-visit-letter": "focused-visit",
    "monitoring-visit-letter": "monitoring-visit",
    "monitoring-note": "monitoring-visit",
    "ilacs-report": "ilacs-inspection",
    "sif-report": "sif-inspection",
    "safeguarding-inspection-report": "safeguarding-inspection",
    "joint-send-inspection-letter": "joint-send-inspection",
    "joint-send-revisit-letter": "joint-send-revisit",
    "area-send-report": "area-send-inspection",
    "area-send-monitoring-report": "area-send-monitoring",
    "jtai-letter": "jtai",
    "jtai-report": "jtai",
    "youth-justice-report": "youth-justice-inspection",
    "peer-review": "peer-review",
}
"""The type of the event that a document of a kind tells of."""

_AUTHORS = {
    "joint-send-inspection-letter": "Ofsted and the Care Quality Commission",
    "joint-send-revisit-letter": "Ofsted and the Care Quality Commission",
    "area-send-report": "Ofsted and the Care Quality Commission",
    "area-send-monitoring-report": "Ofsted and the Care Quality Commission",
    "jtai-letter": "Ofsted, the Care Quality Commission and partner inspectorates",
    "jtai-report": "Ofsted, the Care Quality Commission and partner inspectorates",
    "youth-justice-report": "His Majesty's Inspectorate of Probation",
}
_LABELLED = re.compile(
    r"(?:^|[|\t.;])\s*(?:report published|published(?: on)?|publication date"
    r"|date of publication|date published|date of report|report date|dated"
    r"|date of (?:decision|meeting)|meeting date|date)\s*[:|–-]?\s*$",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"(?:inspection|visit|review|fieldwork)s?(?: dates?\s*:?| took place(?: from| on)?|\s*:)\s*$", re.IGNORECASE
)
_PREVIOUS = re.compile(r"previous|last|next", re.IGNORECASE)
_NOT_TITLE = re.compile(
    r"(?:inspection|visit) dates?|dates? of|lead inspector|reporting inspector"
    r"|report published|published|judgement|age group"
    r"|(?:author|date|status|version|figures|meeting|venue|purpose|prepared by|report of|from|to|classification)"
    r"\b[^:]{0,20}:"
    r"|the overall judgement|inspection outcome|www\.|contents$|reference no|page \d|\d+$"
    r"|[\w-]+(?:\.[\w-]+)*\.(?:uk|org|com)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:subject|title|report title|title of report)\s*[:|]\s*(?=\S)", re.IGNORECASE)
_TITLE_PIECES = 2


def annotate(annotated: Annotated, vocabulary: Vocabulary) -> Annotated:
    """The document's metadata but for its authority, which `authorities` finds."""
    parts = front.read(annotated.document)
    kind = kinds.of(annotated.document, parts)
    title, title_span = _title(parts)
    date, events = _dates(annotated, parts, kind)
    known = vocabulary.kinds.get(kind) if kind else None
    found = caveats.find(annotated.document)
    if known and known.evaluated:
        found = caveats.of_itself(annotated.document, found)
    addressees, signatories = parties.of(annotated.document, parts, vocabulary.places)
    metadata = Metadata(
        title=title or PurePosixPath(annotated.document.name).name,
        title_span=title_span,
        kind=kind,
        date=date,
        events=events,
        author=_author(kind, known.speaker if known else None),
        evaluated=bool(known and known.evaluated and not any(c.kind == "not-evaluated" for c in found)),
        addressees=addressees,
        signatories=signatories,
        caveats=found,
    )
    return replace(annotated, metadata=metadata)


def _author(kind: str | None, speaker: str | None) -> str | None:
    if kind in _AUTHORS:
        return _AUTHORS[kind]
    return "Ofsted" if speaker in ("inspectorate", "council_as_reported_by_inspectorate") else None


def _title(parts: Front) -> tuple[str, Span | None]:
    """The title as printed, its pieces joined by a colon, a date by a comma; and the span of all."""
    if parts.letter is not None:
        return joined(parts.title), front.span(parts.title)
    for line in parts.title:
        subject = _SUBJECT.match(line.text)
        if subject is not None:
            return line.text[subject.end() :], Span(line.span.start + subject.end(), line.span.end)
    pieces: list[tuple[Line, ...]] = []
    text = ""
    for group in paragraphs(parts.title):
        kept = _until_label(group)
        if kept and len(pieces) < _TITLE_PIECES and not front.is_letterhead(kept[0]):
            dated = len(kept) == 1 and front.date_alone(kept[0]) is not None
            text += ("" if not pieces else ", " if dated else ": ") + joined(kept)
            pieces.append(kept)
        if len(kept) < len(group):
            break
    return text, around([line for piece in pieces for line in piece]) if pieces else None


def _until_label(group: tuple[Line, ...]) -> tuple[Line, ...]:
    kept: list[Line] = []
    for line in group:
        if _NOT_TITLE.match(line.text):
            if line.text.isdigit():
                continue
            break
        kept.append(line)
    return tuple(kept)


def _dates(annotated: Annotated, parts: Front, kind: str | None) -> tuple[DocumentDate, tuple[Event, ...]]:
    stated = _stated(parts, kind)
    held = _held(annotated, parts, stated, kind)
    events = (Event(EVENTS[kind], held.start, held.end, held.span),) if kind in EVENTS and held is not None else ()
    if stated is not None:
        return DocumentDate(stated.start, Basis.STATED, None, None, stated.span), events
    if held is not None and held.exact and kinds.reports_inspection(kind):
        return windows.after(held.end, held.span), events
    return windows.between(annotated.document, annotated.passages, held), events


def _stated(parts: Front, kind: str | None) -> dates.Period | None:
    """The document's own date: of the letter; after a label; or alone on a line of the title block."""
    if parts.letter is not None:
        return front.date_alone(parts.letter.date) if parts.letter.date is not None else None
    for line in parts.top:
        for period in dates.find(line.text):
            if period.dated and _LABELLED.search(line.text[: period.span.start]):
                return _shifted(period, line)
    if kinds.reports_inspection(kind):
        return None
    for line in parts.title:
        alone = front.date_alone(line)
        if alone is not None and len(alone.start) >= 7 and alone.start == alone.end:
            return alone
    return _of_meeting(parts)


def _of_meeting(parts: Front) -> dates.Period | None:
    """The day in a title line that names a meeting: "Cabinet, 12 March 2020"."""
    for line in parts.title:
        for period in dates.find(line.text):
            if period.exact and period.start == period.end and not _HELD.search(line.text[: period.span.start]):
                return _shifted(period, line)
    return None


def _held(annotated: Annotated, parts: Front, stated: dates.Period | None, kind: str | None) -> dates.Period | None:
    """When what the document tells of took place: from its label, the subject of the letter, or the first paragraph."""
    text = annotated.document.text
    year = int(stated.start[:4]) if stated is not None and stated.start[:4].isdigit() else None
    lines = (*parts.title, *parts.top) if parts.letter is None else parts.letter.subject
    for line in lines:
        for period in dates.find(line.text):
            before = line.text[: period.span.start]
            if _HELD.search(before) and not _PREVIOUS.search(before):
                return _with_year(_whole(_shifted(period, line), line, text), year)
    if parts.letter is not None:
        spans = [front.span(parts.letter.subject), *(around(group) for group in _first_paragraphs(annotated, parts))]
        for span in spans:
            found = [] if span is None else [p for p in dates.find(text, span) if p.exact or not p.dated]
            if found:
                return _with_year(found[0], year)
        return None
    meeting = stated is not None and len(stated.start) == 10 and EVENTS.get(kind or "", "").endswith("-meeting")
    return stated if meeting else None


def _whole(period: dates.Period, line: Line, text: str) -> dates.Period:
    """A period with those that the same line joins to it: "8 to 12 July 2019 and 7 to 8 August 2019"."""
    for other in dates.find(text, Span(period.span.end, max(line.span.end, period.span.end))):
        joint = text[period.span.end : other.span.start].strip(" ,;")
        if joint not in ("and", "&", "") or not (other.exact and period.exact and other.end > period.end):
            break
        period = dates.Period(period.start, other.end, Span(period.span.start, other.span.end))
    return period


def _first_paragraphs(annotated: Annotated, parts: Front) -> tuple[tuple[Line, ...], ...]:
    from kg.annotate.lines import lines

    start = parts.letter.salutation.span.end if parts.letter is not None else 0
    groups = paragraphs(lines(annotated.document, start, start + 4000))
    return groups[:5]


def _with_year(period: dates.Period, year: int | None) -> dates.Period | None:
    if period.dated:
        return period
    return dates.in_year(period, year) if year is not None else None


def _shifted(period: dates.Period, line: Line) -> dates.Period:
    span = Span(period.span.start + line.span.start, period.span.end + line.span.start)
    return replace(period, span=span)
