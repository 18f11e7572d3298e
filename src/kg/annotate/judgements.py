"""Reads what an inspectorate judged: each aspect with its grade, from tables, headings and the words of an outcome."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.annotate.lines import Line, lines
from kg.model import Annotated, Judgement, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.vocabulary import Vocabulary

_GRADE = r"(?P<grade>outstanding|good|requires? improvement to be good|requires? improvement|adequate|inadequate)"
_ROW = re.compile(rf"^(?P<aspect>\D.{{5,160}}?|[\d.]+\s+.{{5,160}}?)\s*[\t|]+\s*{_GRADE}\d*$", re.IGNORECASE)
_RUN_ON = re.compile(rf"^(?P<aspect>(?:\d[\d.]*\s+)?[A-Z].{{5,160}}?)\s+{_GRADE}\d*$", re.IGNORECASE)
_OVERALL = re.compile(
    rf"\boverall (?:judgement|effectiveness) is (?:that )?[^.]{{0,90}}?\b(?:is|are)?\s*{_GRADE}\b"
    rf"|^children[’']s services in [^\n.]{{3,80}}? (?:is |are )?{_GRADE.replace('grade', 'other')}$",
    re.IGNORECASE | re.MULTILINE,
)
_NUMBERED = re.compile(rf"^Grade \d \({_GRADE}\)$", re.IGNORECASE)
_LSCB = re.compile(
    r"(?:effectiveness of (?:the )?(?:arrangements of the )?(?:LSCB|local safeguarding children board)|\bthe LSCB)"
    rf"[^.\n]{{0,60}}?\b(?:is|are)?\s*{_GRADE}\b",
    re.IGNORECASE,
)
_ASPECT = re.compile(
    r"impact of leaders|experiences and progress|overall effectiveness|need(?:s"
    r"|ed)? help and protection|looked after"
    r"|adoption|care leavers|leadership|governance|safeguarding|effectiveness|quality of"
    r"|capacity|permanence|children in care"
    r"|outcomes|partnership|ambition|performance management|user engagement|equality|value for money",
    re.IGNORECASE,
)
_OUTCOMES = (
    ("area-send", "Inspection outcome", "positive-experiences", r"typically lead to positive experiences and outcomes"),
    ("area-send", "Inspection outcome", "inconsistent-experiences", r"lead to inconsistent experiences and outcomes"),
    ("area-send", "Inspection outcome", "systemic-failings", r"widespread and/?o?r? ?(?:or )?systemic failings"),
    (
        "joint-send",
        "Written statement of action",
        "written-statement-of-action",
        r"(?:written statement of action|WSOA) (?:is|was) required"
        r"|required to (?:produce and )?submit a written statement of action",
    ),
    ("joint-send", "Progress since the inspection", "insufficient-progress", r"has not made sufficient progress"),
    ("joint-send", "Progress since the inspection", "sufficient-progress", r"has made sufficient progress"),
)
_FRONT_PAGES = 2
_FRONT_CHARACTERS = 6_000


def find(annotated: Annotated, framework: str, vocabulary: Vocabulary) -> tuple[Judgement, ...]:
    """The judgements of a report under a framework, in the order printed; grades as notations of their scheme."""
    document = annotated.document
    pages = [page.end for page in document.pages if page.number <= _FRONT_PAGES]
    end = max(pages, default=_FRONT_CHARACTERS)
    top = lines(document, 0, min(end, 12_000))
    found = [
        *_graded(document.text, top, framework, vocabulary),
        *_numbered(lines(document), framework, vocabulary),
        *_outcomes(document.text, end, framework),
    ]
    kept: dict[str, Judgement] = {}
    for judgement in sorted(found, key=lambda each: each.span):
        kept.setdefault(_key(judgement.aspect), judgement)
    return tuple(kept.values())


def _key(aspect: str) -> str:
    """What two namings of one aspect share: its words but for the verb of a heading, and one name for the board."""
    words = re.sub(r"\s+(?:is|are)$", "", aspect.casefold())
    return "lscb" if re.search(r"\blscb\b|safeguarding children board", words) else words


def _graded(text: str, top: tuple[Line, ...], framework: str, vocabulary: Vocabulary) -> Iterator[Judgement]:
    if not vocabulary.frameworks[framework].grades:
        return
    rows = False
    for line in top:
        row = _ROW.match(line.text) or (_RUN_ON.match(line.text) if _is_row(line) else None)
        if row is not None and _ASPECT.search(row["aspect"]):
            rows = True
            aspect = re.sub(r"^[\d.]+\s+|\d+$", "", " ".join(row["aspect"].split())).strip(" :|")
            yield from _judged(aspect, row["grade"], line.span, framework, vocabulary)
    for pattern, aspect in ((_OVERALL, "Overall effectiveness"), (_LSCB, "Local Safeguarding Children Board")):
        start = top[0].span.start if top else 0
        end = top[-1].span.end if top else 0
        match = pattern.search(text, start, end) if rows or pattern is _OVERALL else None
        if match is not None:
            yield from _judged(
                aspect,
                match.groupdict().get("other") or match["grade"],
                Span(match.start(), match.end()),
                framework,
                vocabulary,
            )


def _numbered(every: tuple[Line, ...], framework: str, vocabulary: Vocabulary) -> Iterator[Judgement]:
    """Grades that stand under the heading of their aspect: "Capacity to improve", below it "Grade 2 (Good)"."""
    for heading, line in pairwise(every):
        match = _NUMBERED.match(line.text)
        if match is not None and _ASPECT.search(heading.text):
            yield from _judged(
                heading.text, match["grade"], Span(heading.span.start, line.span.end), framework, vocabulary
            )


def _is_row(line: Line) -> bool:
    return len(line.text) < 170 and not line.text.endswith((".", ":", ","))


def _judged(aspect: str, words: str, span: Span, framework: str, vocabulary: Vocabulary) -> Iterator[Judgement]:
    grade = vocabulary.grade(framework, re.sub(r"^require\b", "requires", " ".join(words.split()), flags=re.IGNORECASE))
    if grade is not None:
        yield Judgement(aspect, grade.id, span)


def _outcomes(text: str, end: int, framework: str) -> Iterator[Judgement]:
    """Outcomes in words, where the framework gives no grades; of area SEND inspections only what the front says."""
    for of, aspect, grade, pattern in _OUTCOMES:
        limit = end if of == "area-send" else len(text)
        match = re.compile(pattern, re.IGNORECASE).search(text, 0, limit) if of == framework else None
        if match is not None:
            yield Judgement(aspect, grade, Span(match.start(), match.end()))
