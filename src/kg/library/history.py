"""The history of inspections as the documents tell it: what each was, what it judged, which grades were given twice."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from kg.passages import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.briefing import Source
    from kg.model import Judgement, Span
    from kg.model.briefing import Cited

WHOLE = frozenset(
    {"ilacs-report", "sif-report", "safeguarding-inspection-report", "monitoring-visit-letter", "peer-review"}
)
"""Kinds of document that tell of all services for children, whatever is asked about."""

_GRADES = 4
_LONGEST = 500


def told(source: Source, about: Callable[[Cited], bool]) -> tuple[Cited, ...]:
    """What a report says that its inspection was, and the grades that bear on the matter; empty where it is silent."""
    own = next(iter(source.annotated.inspections), None)
    named = sentence(source, own.span) if own else None
    grades = (cited for _, cited in judged(source, about))
    return (*([named] if named else []), *islice(grades, _GRADES))


def judged(source: Source, about: Callable[[Cited], bool]) -> Iterator[tuple[Judgement, Cited]]:
    """The grades of a report for all it inspected together, and for the matter."""
    for inspection in source.annotated.inspections:
        for judgement in inspection.judgements:
            cited = source.cite(judgement.span)
            if "overall" in judgement.aspect.lower() or about(cited):
                yield judgement, cited


def grades(sources: Iterable[Source], about: Callable[[Cited], bool]) -> Iterator[tuple[Cited, Cited, str]]:
    """Grades of one aspect in two reports, one after the other, where they differ; with the two in words.

    Args:
        sources: reports in order of time.
        about: whether a quote speaks of the matter.
    """
    given: defaultdict[tuple[object, ...], list[tuple[Judgement, Cited]]] = defaultdict(list)
    for source in sources:
        for judgement, cited in judged(source, about):
            aspect = judgement.aspect.lower().removeprefix("the ").strip(" :")
            given[cited.authority, aspect, cited.regime].append((judgement, cited))
    for series in given.values():
        for (was, before), (now, after) in pairwise(series):
            if before.document != after.document and _first(was) != _first(now):
                yield before, after, f"{now.aspect.strip(' :')}: {_words(was)}, then {_words(now)}."


def _first(given: Judgement) -> str:
    """The first word of a grade, which frameworks that word it differently have in common."""
    return re.split(r"\W", given.grade.lower(), maxsplit=1)[0]


def _words(given: Judgement) -> str:
    return given.grade.replace("-", " ")


def sentence(source: Source, span: Span) -> Cited | None:
    """The sentence that holds a stretch, as evidence; a line that is none is taken whole, where it is not too long."""
    text = source.annotated.document.text
    for statement in source.annotated.statements:
        if span in statement.span:
            return source.cite(statement.span)
    for passage in source.annotated.passages:
        for whole in sentences(text, passage.span.start, passage.span.end):
            if span in whole:
                return source.cite(whole if whole.end - whole.start <= _LONGEST else span)
    for block in source.annotated.document.blocks:
        if span in block.span and block.span.end - block.span.start <= _LONGEST:
            return source.cite(block.span)
    return None
