"""Finds the words that point to other inspections and documents: "the 2018 focused visit", "your self-evaluation"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.annotate import dates
from kg.model import Annotated, Reference, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.vocabulary import Vocabulary

NAME = "references/1"

_MONTH = rf"(?i:{dates.MONTH})"
_DATE = rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?(?:{_MONTH} )?{dates.YEAR})"
_MARK = (
    r"(?i:ILACS|SIF|JTAI|area SEND|local area SEND|SEND|joint|local area|single|full|short"
    r"|standard|pilot|Ofsted|CQC|HMIP?|YJS|YOS"
    r"|youth justice|youth offending|safeguarding|children[’']s (?:social care )?services"
    r"|social care|focus+ed|monitoring"
    r"|joint targeted area|thematic|assurance|child protection|annual|SEND and inclusion|special educational needs)"
)
_WHAT = (
    rf"(?:{_MARK}[ -])*(?i:inspection|re-?inspection|revisit|visit|annual conversation|annual engagement meeting"
    r"|annual engagement|JTAI|peer review|peer challenge|assurance visit)\b"
    r"(?! framework| report(?:s|ing)\b| dates| team| outcome| Act\b)"
)
_SEEN = r"(?i:previous|last|latest|recent|most recent|earlier|first|second|third|fourth|fifth|subsequent|initial)"
_BEFORE = re.compile(rf"\b(?P<date>{_DATE}),? (?P<what>{_WHAT})")
_AFTER = re.compile(
    rf"\b(?:(?P<seen>{_SEEN}) )?(?P<what>{_WHAT})(?:(?: (?!{_MONTH})[A-Z][a-z]+){{0,3}},? ?"
    rf"(?:of (?!{_DATE})[\w ’',/-]{{2,90}}? )?"
    r"(?:was |were |in |on |of |from |during |dated |held in |undertaken in |carried out in |took place in "
    r"|that took place in |[:(–-][ \t]*)*)"
    rf"(?P<date>(?:\d{{1,2}}(?: {_MONTH})? (?:to|and|-|–) )?{_DATE}(?:(?: to | ?[–-] ?){_DATE})?)"
)
_UNDATED = re.compile(rf"\b(?P<seen>{_SEEN}) (?P<what>{_WHAT})")
_SPECIAL = re.compile(rf"\b(?P<what>(?:{_MARK}[ -])+(?i:inspection|visit|revisit)\b|(?i:annual conversation)\b)")
_TO_COME = re.compile(
    r"\b(?:a|an|any|next|future|and|forthcoming|possible|each|every|this|our|your)\s+$", re.IGNORECASE
)
_THIS = re.compile(r"\b(?:this|it) (?:is|was) (?:the |our )?$", re.IGNORECASE)
_BARE = re.compile(rf"^[^\w\n]*(?P<what>(?i:Ofsted)) (?P<date>{dates.YEAR})(?=[^\w\n]*$)", re.MULTILINE)
_ELSEWHERE = re.compile(
    r"adoption|fostering|schools?\b|colleges?\b|nurser|settings?\b|homes?\b|hospital", re.IGNORECASE
)
_ACT = re.compile(r"\bAct \d{4}")
_LAST = re.compile(rf"{_SEEN} (?:full )?inspection")
_THEIRS = re.compile(r"\b(?:its|their|(?:judged|graded)(?: \w+){1,6} (?:at|in|as) the)\s+$", re.IGNORECASE)
_WANTED = re.compile(r"\b(?:should|must|required to|will|to)\b(?:\W+\w+){0,6}\W+$", re.IGNORECASE)
_KINDS = (
    ("annual-engagement-letter", r"annual (?:conversation|engagement)"),
    ("monitoring-visit-letter", r"monitoring"),
    ("focused-visit-letter", r"focus+ed"),
    ("jtai-letter", r"JTAI|joint targeted"),
    ("peer-review", r"peer (?:review|challenge)"),
    ("joint-send-revisit-letter", r"SEND revisit|local area revisit"),
    ("safeguarding-inspection-report", r"child protection"),
    ("send", r"SEND|special educational|local area"),
    ("youth-justice-report", r"YJS|YOS|youth|HMIP"),
    ("sif-report", r"\bSIF\b|single"),
    ("ilacs-report", r"ILACS|short inspection|standard inspection"),
)
_DOCUMENTS = (
    (
        "self-evaluation",
        r"self[- ](?:evaluation|assessment)(?: document| form| report)?\b(?! of the quality| and )|\bSEF\b",
    ),
    ("improvement-plan", r"(?:written statement of action|improvement plan|post[- ]inspection action plan)\b"),
    (
        "annual-report",
        r"(?:LSCB|safeguarding (?:children )?(?:board|partnership)|virtual school|IRO"
        r"|public health)(?:[’']s)? annual report\b",
    ),
    (
        None,
        r"Working Together(?: to Safeguard Children)?(?:,? \(?20\d\d\)?)?(?= (?:20\d\d|guidance"
        r"|statutory)|[,.;)’']| to Safe)|WTSC ?\d\d",
    ),
    (None, r"[Ss]pecial educational needs and disability code of practice(?:: 0 to 25 years)?"),
)
_SEND_SINCE, _SIF_FROM, _ILACS_FROM = "2023", "2013-11", "2018"


def annotate(annotated: Annotated, vocabulary: Vocabulary) -> Annotated:  # noqa: ARG001
    """Other documents and inspections that the document names, each kind and date once, where it is named first."""
    return replace(annotated, references=find(annotated))


def find(annotated: Annotated) -> tuple[Reference, ...]:
    """The references of a document whose metadata are known."""
    kept: dict[tuple[str | None, str | None, str], Reference] = {}
    for reference in sorted((*_inspections(annotated), *_documents(annotated)), key=lambda one: one.span):
        last = reference.kind is not None or _LAST.fullmatch(reference.title)
        title = "" if last else reference.title.casefold()
        kept.setdefault((reference.kind, reference.date, title), reference)
    dated = {kind for kind, date, _ in kept if date is not None}
    return tuple(one for (kind, date, _), one in kept.items() if date is not None or not _again(one, kind, dated))


def _again(one: Reference, kind: str | None, dated: set[str | None]) -> bool:
    """Whether an undated reference means what a dated one names: "the last inspection", "the inspection in 2019"."""
    return bool(dated) if _LAST.fullmatch(one.title) else kind in dated


def _inspections(annotated: Annotated) -> Iterator[Reference]:
    text = annotated.document.text
    taken: list[Span] = []
    for pattern, confidence in ((_BEFORE, 1.0), (_AFTER, 1.0), (_BARE, 0.8), (_UNDATED, 0.8), (_SPECIAL, 0.6)):
        for match in pattern.finditer(text):
            span = _trimmed(text, match)
            if _THIS.search(text[max(0, match.start() - 30) : match.start()]):
                continue
            if pattern is _SPECIAL and _TO_COME.search(text[max(0, match.start() - 20) : match.start()]):
                continue
            if (
                span is None
                or _ACT.search(match.group())
                or any(span.start < other.end and other.start < span.end for other in taken)
            ):
                continue
            taken.append(span)
            groups = match.groupdict()
            date = _date(groups.get("date"))
            if pattern is _UNDATED and match["what"].casefold() == "visit":
                continue
            if _ELSEWHERE.search(match.group()) or _of_a_setting(text, match.start()):
                continue
            kind = _kind(match["what"], date, annotated)
            if not _own(annotated, kind, date, seen=bool(groups.get("seen"))):
                yield Reference(span, " ".join(text[span.start : span.end].split()), kind, date, NAME, confidence)


def _of_a_setting(text: str, start: int) -> bool:
    """Whether an inspection is that of a home or school which its sentence names: "at their most recent inspection"."""
    before = text[max(0, start - 300) : start]
    return _THEIRS.search(before) is not None and _ELSEWHERE.search(before) is not None


def _trimmed(text: str, match: re.Match[str]) -> Span | None:
    """The match, unless a blank line runs through it."""
    start = (
        match.start("seen")
        if match.groupdict().get("seen")
        else min(match.start(name) for name in match.groupdict() if name in ("what", "date") and match[name])
    )
    return None if "\n\n" in text[start : match.end()] else Span(start, match.end())


def _date(words: str | None) -> str | None:
    found = [period for period in dates.find(words or "") if period.dated]
    return found[-1].start if found else None


def _kind(what: str, date: str | None, annotated: Annotated) -> str | None:
    """The kind of report that an inspection leads to: by its name, or by the framework in force at its date."""
    own = annotated.metadata.kind
    kind = next((name for name, pattern in _KINDS if re.search(pattern, what, re.IGNORECASE)), None)
    if re.search("thematic", what, re.IGNORECASE):
        return None
    if kind == "send" or (kind is None and own is not None and "send" in own):
        year = date or (annotated.metadata.date.value or "")
        return "area-send-report" if year >= _SEND_SINCE else "joint-send-inspection-letter"
    if kind is not None:
        return kind
    if date is None or not re.search(r"inspection", what, re.IGNORECASE):
        return None
    if date >= _ILACS_FROM:
        return "ilacs-report"
    return "sif-report" if date >= _SIF_FROM[: len(date)] else "safeguarding-inspection-report"


def _own(annotated: Annotated, kind: str | None, date: str | None, *, seen: bool) -> bool:
    """Whether the words mean the very inspection or meeting that the document itself reports on."""
    if any(date is not None and len(date) == 10 and event.start == date for event in annotated.metadata.events):
        return True
    if kind is None:
        return not seen
    family = _family(kind)
    if annotated.metadata.kind is None or family != _family(annotated.metadata.kind):
        return False
    if date is None:
        return not seen
    return any(event.start is not None and event.start.startswith(date) for event in annotated.metadata.events)


def _family(kind: str) -> str:
    return "annual-engagement" if kind.startswith("annual-engagement") else "send" if "send" in kind else kind


def _documents(annotated: Annotated) -> Iterator[Reference]:
    text = annotated.document.text
    for kind, pattern in _DOCUMENTS:
        for match in re.finditer(pattern, text):
            wanted = kind == "improvement-plan" and _WANTED.search(text[max(0, match.start() - 60) : match.start()])
            if not wanted and (kind is None or kind != annotated.metadata.kind):
                title = " ".join(match.group().split())
                yield Reference(Span(match.start(), match.end()), title, kind, _date(title), NAME, 0.8)
