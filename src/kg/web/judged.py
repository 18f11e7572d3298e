"""Inspections as shown: their days, framework and judgements in its own words, and where a series of grades breaks.

Grades of two frameworks, or of care leavers judged by themselves and together with others, are never one series.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from kg.web import cards, dates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.library.chronicle import Inspected, Telling
    from kg.model import Citation, Judgement
    from kg.vocabulary import Framework, Vocabulary

_CARE_LEAVERS = re.compile(r"\bcare leavers?\b", re.IGNORECASE)
_WITH_OTHERS = re.compile(r"\b(?:in care|looked after)\b(?=.*\bcare leavers?\b)", re.IGNORECASE)
_GOOD = "good"
"""The grade that all scales for councils' own services have, and those for local areas have not."""
_FAMILY = re.compile(r"-(?:short|standard|focused-visit|monitoring-visit)$")


@dataclass(frozen=True, slots=True)
class Graded:
    """A judgement: the aspect in the framework's own words, its grade, and the words it stands in.

    Attributes:
        best, worst: how many grades of the framework it is as good as, or worse than: 3 and 1 of four for the second.
        where: the page and headings of the quote.
    """

    aspect: str
    grade: str
    best: int
    worst: int
    quote: str
    where: str
    href: str
    add: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An inspection in the history of an authority.

    Attributes:
        reported: whether its own report is held; else it is only told of.
        gives_grades: whether its framework has grades.
        told: what is known of it where no report is held: the words that tell of it.
        breaks: why its grades are not one series with those of the one before it; empty where they are.
    """

    title: str
    href: str
    when: str
    reported: bool
    gives_grades: bool
    judgements: tuple[Graded, ...]
    told: str
    breaks: str


def address(path: str) -> str:
    """The address of an inspection or a person, by the path of its name in the graph of a document."""
    _, document, kind, *rest = path.split("/")
    room = {"inspection": "inspections", "person": "people"}[kind]
    return f"/{room}/{'/'.join(quote(unquote(each), safe='') for each in (document, *rest))}"


def entries(found: Sequence[Inspected], vocabulary: Vocabulary) -> tuple[Entry, ...]:
    """The inspections as entries, the newest first, each with the break that lies before it in time."""
    graded = [one for one in found if one.best.judgements]
    broken = {newer.path: breaks(newer, older, vocabulary) for newer, older in _neighbours(graded, vocabulary)}
    return tuple(_entry(one, broken.get(one.path, ""), vocabulary) for one in found)


def breaks(newer: Inspected, older: Inspected, vocabulary: Vocabulary) -> str:
    """Why the grades of two inspections are not one series; empty where nothing speaks against it."""
    now, then = newer.best.inspection.framework, older.best.inspection.framework
    how, before = _judged(newer), _judged(older)
    leavers = (
        f"Care leavers are judged {how} in the later one and {before} in the earlier one. "
        if how and before and how != before
        else ""
    )
    if _family(now) != _family(then):
        names = (_called(now, vocabulary), _called(then, vocabulary))
        return f"{leavers}Two frameworks, {names[0]} and {names[1]}: their grades are not one series."
    return f"{leavers}Their grades for care leavers are not one series." if leavers else ""


def graded(telling: Telling, vocabulary: Vocabulary) -> tuple[Graded, ...]:
    """The judgements of an inspection as one document gives them, in its order."""
    framework = vocabulary.frameworks.get(telling.inspection.framework or "")
    grades = len(framework.grades) if framework else 0
    return tuple(
        _graded(judged, cited, telling, vocabulary, grades)
        for judged, cited in sorted(telling.judgements, key=lambda each: _order(each[0]))
    )


def when(telling: Telling) -> str:
    """The days of an inspection in words."""
    told = telling.inspection
    return dates.spoken_range(told.start, told.end) if told.start else dates.UNKNOWN


def title(one: Inspected, vocabulary: Vocabulary) -> str:
    """What an inspection is called: by its framework where that is known, else as the document calls it."""
    told = one.best.inspection
    framework = vocabulary.frameworks.get(told.framework or "")
    return framework.label if framework else f"{told.name[:1].upper()}{told.name[1:]}"


def _entry(one: Inspected, broken: str, vocabulary: Vocabulary) -> Entry:
    judged = next((each for each in one.tellings if each.judgements), one.best)
    framework = vocabulary.frameworks.get(one.best.inspection.framework or "")
    return Entry(
        title=title(one, vocabulary),
        href=address(one.path),
        when=when(one.best),
        reported=one.reported,
        gives_grades=bool(framework and framework.grades),
        judgements=graded(judged, vocabulary),
        told="" if one.reported else " ".join(one.best.words.quote.split()),
        breaks=broken,
    )


def _graded(judged: Judgement, cited: Citation, telling: Telling, vocabulary: Vocabulary, grades: int) -> Graded:
    grade = vocabulary.grades.get(judged.grade)
    known = grade is not None and 0 < grade.rank <= grades
    return Graded(
        aspect=judged.aspect.removesuffix(" is"),
        grade=grade.label if grade else judged.grade,
        best=grades - grade.rank + 1 if grade and known else 0,
        worst=grade.rank - 1 if grade and known else 0,
        quote=" ".join(cited.quote.split()),
        where=cards.where(cited, telling.held.metadata.title),
        href=cards.cited(cited),
        add=cards.add(cited.document, cited.start, cited.end),
    )


def _order(judged: Judgement) -> bool:
    """The overall judgement first; the rest in the order of the report."""
    return "overall" not in judged.aspect.casefold()


def _neighbours(found: Iterable[Inspected], vocabulary: Vocabulary) -> list[tuple[Inspected, Inspected]]:
    """Each graded inspection with the one before it of the same services: councils' own, or those of a local area."""
    series: dict[object, list[Inspected]] = {}
    for one in found:
        framework = vocabulary.frameworks.get(one.best.inspection.framework or "")
        series.setdefault(_services(framework) if framework else None, []).append(one)
    return [pair for each in series.values() for pair in pairwise(each)]


def _services(framework: Framework) -> tuple[tuple[str, ...], bool]:
    """What tells the services that are judged: who leads the inspection, and whether the scale is that of councils."""
    return framework.inspectorates[:1], _GOOD in framework.grades


def _judged(one: Inspected) -> str:
    """How an inspection judges care leavers, by the words of its aspects; empty where it does not."""
    about = [each.aspect for each, _ in one.best.judgements if _CARE_LEAVERS.search(each.aspect)]
    if not about:
        return ""
    return "together with children in care" if _WITH_OTHERS.search(about[0]) else "by themselves"


def _family(framework: str | None) -> str:
    return _FAMILY.sub("", framework or "")


def _called(framework: str | None, vocabulary: Vocabulary) -> str:
    known = vocabulary.frameworks.get(_family(framework))
    return f"“{known.label}”" if known else "one that is not known"
