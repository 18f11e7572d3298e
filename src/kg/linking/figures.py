"""Two figures for one thing: same matter, same unit, same time, told by two documents about one authority."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from kg.graph import parts
from kg.linking import times
from kg.linking.matters import MATTERS
from kg.linking.subjects import Stems, about
from kg.model import Discrepancy, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from kg.linking.sources import Source
    from kg.model import Statistic

NUMBERS, DEFINITION = "numbers-disagree", "definition-differs"

_OCCASION = 31
"""Days between two documents that tell of one time, where they do not tell of one meeting."""

_AS_OF = 62
"""Days by which the day of a count may lie apart from the time of the document that gives no day."""

_COMMON = 0.5
_CLAUSE = re.compile(
    r",? and (?:that|you|we|also)\b|;|,? (?:from|up from|down from|compared|against|although|but|which)\b|\.\s"
)
_ALIKE = 0.8
_SHARED = 2
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_ABOUT = re.compile(
    r"\b(?:around|about|approximately|nearly|almost|just (?:over|under)|over|more than)\b", re.IGNORECASE
)
_DEFINED = re.compile(
    r"\b(?:combined|including|excluding|provisional|validated|median|average|cumulative|rolling|in[- ]year"
    r"|year to date"
    r"|so far|new|first[- ]time|confirmed|target|aim|expect\w*|forecast|estimated)\b",
    re.IGNORECASE,
)
_TIME_UNITS = frozenset({"days", "weeks", "months", "years", "hours"})
_APART = tuple(
    tuple(frozenset(words.split()) for words in groups)
    for groups in (
        ("INCARE", "CARELEAVER"),
        ("primari", "secondari"),
        ("boy male", "girl femal"),
        ("read", "write", "math mathemat"),
        ("permanent", "SUSPENSION"),
        ("residenti", "foster", "semi supported"),
        ("nation england", "neighbour", "region"),
        ("highest", "lowest"),
    )
)
_STAGE = re.compile(r"\b(?:KS|key stage|year|aged?|under|over)\s*\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Figure:
    """One figure with what it is compared by."""

    source: Source
    said: Statistic
    words: str
    value: Decimal
    unit: str
    subject: Stems
    others: frozenset[str]


def disagreeing(sources: Sequence[Source]) -> Iterator[Discrepancy]:
    """Figures of two documents that differ for one thing at one time."""
    figures = {source.name: list(_figures(source)) for source in sources}
    seen: set[tuple[str, int, str, int]] = set()
    for one, other in combinations(sources, 2):
        if not _near(one, other):
            continue
        for first in figures[one.name]:
            for second in figures[other.name]:
                kind = _disagree(first, second)
                key = (one.name, first.said.span.start, other.name, second.said.span.start)
                if kind and key not in seen:
                    seen.add(key)
                    yield _discrepancy(kind, first, second)


def _figures(source: Source) -> Iterator[_Figure]:
    """The figures that stand for one value now: a fall from 7 to 6 says 6, "9 of 11" is no figure to compare."""
    for said in source.annotated.statistics:
        moved = len(said.values) == 2 and said.relation in ("up", "down")
        if not said.values or (len(said.values) > 1 and not moved):
            continue
        words = source.words(said.span)
        unit, value = _unit(said.unit), said.values[-1]
        clause = times.without(_clause(words, value))
        subject = about(" ".join(filter(None, (clause, said.population))))
        others = frozenset(_NUMBER.findall(_STAGE.sub("", clause))) - _forms(value)
        yield _Figure(source, said, words, value, unit, subject, others)


def _clause(words: str, value: Decimal) -> str:
    """The part of a sentence that holds the figure; all of it where the figure is written otherwise."""
    parts = _CLAUSE.split(words)
    wanted = _forms(value)
    return next((part for part in parts if wanted & set(_NUMBER.findall(part))), parts[0])


def _forms(value: Decimal) -> frozenset[str]:
    return frozenset({f"{value:f}", f"{value:,f}"})


def _unit(unit: str | None) -> str:
    if unit in ("%", "GBP") or unit in _TIME_UNITS or (unit or "").startswith("per "):
        return str(unit)
    return "count"


def _near(one: Source, other: Source) -> bool:
    """Whether two documents speak for one time: the same meeting, or days that lie close."""
    return bool(one.window and other.window) and times.gap(one.window, other.window) <= _OCCASION  # type: ignore[arg-type]


def _disagree(one: _Figure, other: _Figure) -> str | None:
    if one.unit != other.unit or not _differ(one, other) or not _same_matter(one, other) or not _same_time(one, other):
        return None
    marks = [{found.lower() for found in _DEFINED.findall(figure.words)} for figure in (one, other)]
    return DEFINITION if (marks[0] ^ marks[1]) & _SHIFTING else NUMBERS


_SHIFTING = frozenset(
    {"combined", "including", "excluding", "provisional", "validated", "median", "cumulative", "rolling"}
)


def _differ(one: _Figure, other: _Figure) -> bool:
    """Whether two values differ beyond rounding; "around 80" is no other figure than 78."""
    if one.value == other.value:
        return False
    larger = max(abs(one.value), abs(other.value))
    if _ABOUT.search(one.words) or _ABOUT.search(other.words):
        return abs(one.value - other.value) > larger / 20
    whole = one.value == one.value.to_integral_value() or other.value == other.value.to_integral_value()
    return not (whole and abs(one.value - other.value) < _COMMON)


def _same_matter(one: _Figure, other: _Figure) -> bool:
    """Whether one names all that the other names, at least two things, and nothing that sets them apart."""
    shared = one.subject & other.subject
    smaller = min(len(one.subject), len(other.subject))
    if len(shared) + len(shared & MATTERS) < _SHARED or len(shared) < _ALIKE * smaller or one.others != other.others:
        return False
    if _stages(one) != _stages(other) or len(shared) < _COMMON * max(len(one.subject), len(other.subject)):
        return False
    return not any(_set_apart(one.subject, other.subject, groups) for groups in _APART)


def _stages(figure: _Figure) -> frozenset[str]:
    return frozenset(found.lower() for found in _STAGE.findall(figure.words))


def _set_apart(one: Stems, other: Stems, groups: tuple[frozenset[str], ...]) -> bool:
    first = {at for at, group in enumerate(groups) if group & one}
    second = {at for at, group in enumerate(groups) if group & other}
    return first != second


def _same_time(one: _Figure, other: _Figure) -> bool:
    """Whether the periods that the figures name, or else the times of their documents, are one."""
    first, second = times.stated(one.said.period), times.stated(other.said.period)
    if first and second:
        return times.gap(first, second) == 0 and (first[0][:4] == second[0][:4] or first[1][:4] == second[1][:4])
    for stated, figure in ((first, other), (second, one)):
        if stated and figure.source.window and times.gap(stated, figure.source.window) > _AS_OF:
            return "last year" in (figure.said.period or "").lower() and times.gap(stated, figure.source.window) < 365
    return True


def _discrepancy(kind: str, one: _Figure, other: _Figure) -> Discrepancy:
    named = [said for said in (one.said.population, other.said.population) if said]
    matter = max(named, key=len) if named else one.said.indicator
    title = f"{_value(one)} or {_value(other)}: {matter}"
    why = "Both speak of the same matter and the same time"
    end = (
        "one of them counts by another definition" if kind == DEFINITION else "the documents do not say why they differ"
    )
    return Discrepancy(kind, title, (_side(one), _side(other)), f"{why}; {end}.")


def _side(figure: _Figure) -> Side:
    reading = f"{_value(figure)} ({figure.source.label}, {figure.source.date or 'undated'})"
    return Side(figure.source.cite(figure.said.span), reading, parts.statistic(figure.source.id, figure.said))


def _value(figure: _Figure) -> str:
    number = f"{figure.value:,f}"
    if figure.unit == "count":
        return number
    return f"£{number}" if figure.unit == "GBP" else f"{number}{'' if figure.unit == '%' else ' '}{figure.unit}"
