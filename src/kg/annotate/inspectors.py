"""Finds the people who inspected: labelled lines, lists in prose, tables of the inspection team."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.annotate import names, parties
from kg.annotate.lines import Line, lines
from kg.model import Document, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_LABEL = re.compile(
    r"(?P<post>(?:(?:deputy )?lead|reporting|team|shadow|associate|additional|managing"
    r"|supporting) (?:HMI|inspectors?)"
    r"|senior data analysts?|data analysts?|quality assurance managers?|inspectors?)\s*[:\t ]\s*",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"\b(?:carried out|conducted|undertaken|led|completed"
    r"|inspected)(?: \w+){0,3}? by (?:the following [^:]{0,60}:\s*)?(?=[A-Z])"
    r"|\b[Ll]ead inspector(?: for this inspection)? (?:was|is) (?=[A-Z])"
    r"|\b[Tt]eam (?:was|were|comprised|included):? (?=[A-Z])"
    r"|\b(?:inspectors|HMI)(?: (?:on|for) this (?:visit|inspection))? were:?\s+(?=[A-Z])"
    r"|\bHer Majesty[’']s Inspectors?,?\s+(?=[A-Z])|\bHis Majesty[’']s Inspectors?,?\s+(?=[A-Z])",
)
_AFTER_LIST = re.compile(
    r"\s*,?\s*(?:all of whom are |both of whom are |who (?:is|are) |both |all )?(?:one of )?"
    r"(?P<post>(?:(?:Senior )?(?:Her|His) Majesty[’']s Inspectors?|S?HMIs?\b"
    r"|Ofsted [Ii]nspectors?|CQC [Ii]nspectors?)(?:\s*\(HMI\))?)"
)
_TEAM = re.compile(r"(?:the )?inspection team:?$", re.IGNORECASE)
_TEAM_LINES = 14
_NEXT_IN_CELL = re.compile(rf"(?<=[A-Zr]) (?={names.TOKEN} (?:{names.TOKEN} ?)+,? (?:Ofsted|CQC|HMI)\b)")


@dataclass(frozen=True, slots=True)
class Inspector:
    """Somebody who inspected: the name, the post as printed, the organisation, and the words that say so."""

    name: names.Name
    post: str
    organisation: str | None
    span: Span
    lead: bool


def find(document: Document) -> tuple[Inspector, ...]:
    """Inspectors of the inspection that a document reports on, the lead inspector first, each once a post."""
    every = lines(document)
    found = [*_labelled(document.text, every), *_team(document.text, every), *_in_prose(document)]
    kept: dict[tuple[str, str], Inspector] = {}
    for inspector in found:
        kept.setdefault((inspector.name.text, inspector.post.casefold()), inspector)
    return tuple(sorted(kept.values(), key=lambda inspector: not inspector.lead))


def organisation(post: str) -> str | None:
    """The inspectorate that a post belongs to."""
    if re.search(r"\bCQC\b|Care Quality", post):
        return "Care Quality Commission"
    if re.search(r"Constabulary|HMICFRS|Fire", post):
        return "HMICFRS"
    if re.search(r"Probation", post):
        return "HMI Probation"
    return "Ofsted" if re.search(r"Ofsted|Majesty|\bS?HMI\b|[Ll]ead inspector|[Ii]nspectors?$", post) else None


def _labelled(text: str, every: tuple[Line, ...]) -> Iterator[Inspector]:
    for line in every:
        label = _LABEL.match(text, line.span.start, line.span.end)
        if label is None:
            continue
        post = _one(label["post"])
        for name in names.each(text, label.end(), line.span.end):
            span = Span(label.start(), name.span.end)
            lead = bool(re.match(r"(?:lead|reporting)", post, re.IGNORECASE))
            ofsted = None if "analyst" in post.casefold() and "Ofsted" not in text else "Ofsted"
            yield Inspector(name, post, ofsted, span, lead)
            hmi = re.compile(r",?\s*\(?(?P<post>(?:His|Her) Majesty[’']s Inspector|S?HMI)\b").match(text, name.span.end)
            if hmi is not None:
                yield Inspector(name, hmi["post"], "Ofsted", Span(name.span.start, hmi.end("post")), lead)


def _in_prose(document: Document) -> Iterator[Inspector]:
    text = document.text
    for match in _PROSE.finditer(text):
        found = list(names.each(text, match.end(), min(len(text), match.end() + 600)))
        if not found:
            continue
        after = _AFTER_LIST.match(text, found[-1].span.end)
        before = "Majesty" in match.group()
        if after is None and not before:
            continue
        post = _one(after["post"] if after is not None else match.group())
        span = Span(found[0].span.start, after.end() if after is not None else found[-1].span.end)
        for name in found:
            here = span if after is not None else Span(match.start(), name.span.end)
            yield Inspector(name, post, organisation(post), here, lead=len(found) == 1 and "eam" not in match.group())


def _team(text: str, every: tuple[Line, ...]) -> Iterator[Inspector]:
    """Names with posts in the lines under "Inspection team"."""
    for at, line in enumerate(every):
        if not _TEAM.match(line.text):
            continue
        under = []
        for below in every[at + 1 : at + 1 + _TEAM_LINES]:
            if len(below.text) > 240:
                break
            under.append(below)
        for cell in (cell for below in under for cell in _cells(below)):
            yield from _of_cell(text, cell)


def _of_cell(text: str, cell: Span) -> Iterator[Inspector]:
    name = names.starting(text, cell.start, cell.end)
    if name is None:
        return
    rest = text[name.span.end : cell.end].strip(" ,*")
    if not names.is_post(rest):
        return
    lead = bool(re.search(r"\blead inspector", rest, re.IGNORECASE))
    for post in parties.posts(rest):
        words = re.sub(r"^(?:Ofsted|CQC)\s*,?\s*(?=HMI|Lead|lead)|,?\s*\bOfsted$", "", post).strip(" ,")
        if words and words not in ("Ofsted", "CQC"):
            yield Inspector(name, words, organisation(rest), Span(name.span.start, cell.end), lead)


def _cells(line: Line) -> Iterator[Span]:
    """Cells of a row, and in a cell each person, where two stand in one."""
    for match in re.finditer(r"[^|\t]+", line.text):
        cell = match.group()
        starts = [0, *(cut.end() for cut in _NEXT_IN_CELL.finditer(cell)), len(cell)]
        for start, end in pairwise(starts):
            part = cell[start:end].strip(" *")
            if part:
                first = line.span.start + match.start() + cell.index(part, start)
                yield Span(first, first + len(part))


def _one(post: str) -> str:
    """A post as of one person: "Team inspectors" are each a team inspector."""
    words = " ".join(post.split()).strip(" ,:")
    return re.sub(r"(nspector|nalyst|anager)s\b", r"\1", words)
