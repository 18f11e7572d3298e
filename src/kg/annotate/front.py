"""The front of a document: its title block and, in a letter, the letter's parts; what they mean is read elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.annotate import dates
from kg.annotate.lines import Line, around, joined, lines, paragraphs
from kg.model import Document, Span

_DEAR = re.compile(r"Dear\s+\S")
_CLOSING = re.compile(
    r"(?:Yours (?:sincerely|faithfully|truly)|Kind(?:est)? regards|With best wishes|Best wishes)\b", re.IGNORECASE
)
_REACH = 90
_TITLE_LINES = 24
_PROSE = 150
_LETTERHEAD = re.compile(
    r"(?:\bT(?:el(?:ephone)?)?:?\s*\(?0\d|\d{4} \d{3} ?\d{3,4}|textphone|www\.|https?:|\S+@\S+"
    r"|^Ofsted$|^Piccadilly Gate"
    r"|^(?:Direct|Our ref|Your ref|Ref)\b|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|^(?:sent )?by e-?mail|^\d+$)",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:written|prepared) by\b|(?:report )?(?:author|from)\s*:", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"\b(?:Department for Education|DfE|Local Government Association|improvement advis[eo]r|commissioner for children"
    r"|independent (?:advis[eo]r|reviewer))\b",
    re.IGNORECASE,
)
_IMPRINT = re.compile(r"^(?:Please note\b|cc\b|c\.c\.|Copied? to\b|Enc\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """The parts of a letter, each as its lines; a part that is not there is empty.

    Attributes:
        before: from the top to the salutation, letterhead left out.
        date: the line that holds the letter's own date, and nothing else.
        salutation: "Dear …".
        subject: the line or lines that say what it is about.
        opening: the first paragraph of prose.
        signature: the lines between the closing formula and the end or the imprint.
    """

    before: tuple[Line, ...]
    date: Line | None
    salutation: Line
    subject: tuple[Line, ...]
    opening: tuple[Line, ...]
    signature: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """What stands at the front of a document.

    Attributes:
        title: the lines of the title block: for a letter its subject, else the top of the first page above the prose.
        opening: the first paragraph of prose.
        letter: the parts of the letter, where it is one.
        top: all lines of the first page, or of the first ninety lines where there are no pages.
    """

    title: tuple[Line, ...]
    opening: tuple[Line, ...]
    letter: Letter | None
    top: tuple[Line, ...]


def read(document: Document) -> Front:
    """The front of a document."""
    every = lines(document)
    letter = _letter(every)
    first = document.pages[0].number if document.pages else None
    top = tuple(line for line in every[:_REACH] if first is None or line.page == first) or every[:_REACH]
    if letter is not None:
        return Front(letter.subject, letter.opening, letter, top)
    title: list[Line] = []
    opening: tuple[Line, ...] = ()
    for group in paragraphs(top):
        if title and (_is_prose(group) or group[0].bullet):
            opening = group
            break
        title += _heading_lines(group)
        if len(title) >= _TITLE_LINES:
            break
    return Front(tuple(title[:_TITLE_LINES]), opening, None, top)


def by_outsider(document: Document) -> bool:
    """Whether a line of the title block gives an author who is not of the council: a department's adviser, a peer."""
    return any(_BYLINE.match(line.text.lstrip("*_ ")) and _OUTSIDE.search(line.text) for line in read(document).top)


def date_alone(line: Line) -> dates.Period | None:
    """The date that a line holds and nothing else but a place, a weekday or the word "Date"."""
    found = [period for period in dates.find(line.text) if period.dated]
    if len(found) != 1:
        return None
    period = found[0]
    rest = (line.text[: period.span.start] + line.text[period.span.end :]).strip(" ,.:-–()[]")
    if rest and not re.fullmatch(r"(?:date|dated|on|meeting date|date of meeting|date of letter)", rest, re.IGNORECASE):
        return None
    shift = line.span.start
    return dates.Period(period.start, period.end, Span(period.span.start + shift, period.span.end + shift))


def is_letterhead(line: Line) -> bool:
    """Whether a line is part of a letterhead: telephone, address with postcode, electronic addresses."""
    return _LETTERHEAD.search(line.text) is not None


def _letter(every: tuple[Line, ...]) -> Letter | None:
    dear = next((at for at, line in enumerate(every[:_REACH]) if _DEAR.match(line.text)), None)
    if dear is None:
        return None
    before = every[:dear]
    date = next((line for line in before if _exact(line)), None)
    after = paragraphs(every[dear + 1 :][:40])
    subject: list[Line] = []
    opening: tuple[Line, ...] = ()
    for group in after:
        if not subject and not _is_prose(group):
            subject = list(group[:4])
            continue
        opening = group
        break
    return Letter(
        tuple(line for line in before if not is_letterhead(line)),
        date,
        every[dear],
        tuple(subject),
        opening,
        _signature(every, dear),
    )


def _signature(every: tuple[Line, ...], dear: int) -> tuple[Line, ...]:
    closings = [at for at, line in enumerate(every) if at > dear and _CLOSING.match(line.text)]
    if not closings:
        return ()
    kept: list[Line] = []
    for line in every[closings[0] + 1 :]:
        if _IMPRINT.match(line.text) or len(kept) > 40:
            break
        kept.append(line)
    return tuple(kept)


def _exact(line: Line) -> bool:
    period = date_alone(line)
    return period is not None and period.exact


def _is_prose(group: tuple[Line, ...]) -> bool:
    words = joined(group)
    return len(words) > _PROSE and bool(re.search(r"[a-z)’'](?:\.|:)(?:\s|$)", words))


def _heading_lines(group: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a paragraph up to the first that runs on like prose."""
    kept: list[Line] = []
    for line in group:
        if len(line.text) > _PROSE:
            break
        kept.append(line)
    return tuple(kept)


def words(found: tuple[Line, ...]) -> str:
    """The words of some lines, in one line."""
    return joined(found)


def span(found: tuple[Line, ...]) -> Span | None:
    """The span from the first line to the last, or None."""
    return around(found) if found else None
