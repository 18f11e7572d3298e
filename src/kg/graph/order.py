"""The one form of what a document says: sorted where order says nothing, each thing once; it changes no fact."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.model import Annotated, DocumentDate, Inspection, Metadata, Passage, Person, Span, Statement

_T = TypeVar("_T")
_PLACES = 4
"""Decimal places of a confidence: no annotator knows more."""


def canonical(annotated: Annotated) -> Annotated:
    """The same document with its facts in the order that `read` gives them back in.

    Order is kept where it says something: headings from the outermost in, the main theme first, the inspector named
    first, the values of a statistic. A date's window becomes its first and last day.
    """
    return replace(
        annotated,
        passages=_once(map(_passage, annotated.passages), key=lambda passage: passage.span),
        metadata=_metadata(annotated.metadata),
        mentions=_facts(annotated.mentions),
        statements=_facts(map(_statement, annotated.statements)),
        inspections=_facts(map(_inspection, annotated.inspections)),
        people=_once(map(_person, annotated.people), key=lambda person: (person.name, person.mentions, repr(person))),
        statistics=_facts(annotated.statistics),
        recommendations=_facts(annotated.recommendations),
        references=_facts(annotated.references),
    )


def first_day(date: str) -> str:
    """The first day that an ISO 8601 date of any precision can mean."""
    return date + ("-01-01", "-01", "")[date.count("-")]


def last_day(date: str) -> str:
    """The last day that an ISO 8601 date of any precision can mean."""
    if date.count("-") == 0:
        return f"{date}-12-31"
    if date.count("-") == 1:
        year, month = date.split("-")
        return f"{date}-{monthrange(int(year), int(month))[1]:02}"
    return date


def _once(things: Iterable[_T], *, key: Callable[[_T], object]) -> tuple[_T, ...]:
    return tuple(sorted(dict.fromkeys(things), key=key))  # type: ignore[arg-type]


def _spanned(things: Iterable[_T]) -> tuple[_T, ...]:
    return _once(things, key=lambda thing: (_span(thing), repr(thing)))


def _facts(things: Iterable[_T]) -> tuple[_T, ...]:
    return _spanned(map(_rounded, things))


def _span(thing: object) -> Span:
    span: Span = thing.span  # type: ignore[attr-defined]
    return span


def _rounded(fact: _T) -> _T:
    confidence: float = fact.confidence  # type: ignore[attr-defined]
    return replace(fact, confidence=round(confidence, _PLACES))  # type: ignore[type-var]


def _passage(passage: Passage) -> Passage:
    headings = tuple(replace(each, confidence=round(each.confidence, _PLACES)) for each in passage.headings)
    return replace(passage, headings=headings, sentences=tuple(sorted(set(passage.sentences))))


def _metadata(metadata: Metadata) -> Metadata:
    return replace(
        metadata,
        date=_date(metadata.date),
        events=_spanned(metadata.events),
        addressees=_spanned(metadata.addressees),
        signatories=_spanned(metadata.signatories),
        caveats=_spanned(metadata.caveats),
    )


def _date(date: DocumentDate) -> DocumentDate:
    if date.window is None:
        return date
    return replace(date, window=(first_day(date.window[0]), last_day(date.window[1])))


def _statement(statement: Statement) -> Statement:
    main, *rest = statement.themes or ("",)
    return replace(statement, themes=(main, *sorted(set(rest) - {main})) if main else ())


def _inspection(inspection: Inspection) -> Inspection:
    first, *rest = inspection.inspectors or ("",)
    return replace(
        inspection,
        inspectors=(first, *sorted(set(rest) - {first})) if first else (),
        judgements=_spanned(inspection.judgements),
    )


def _person(person: Person) -> Person:
    return replace(
        _rounded(person),
        surface_forms=tuple(sorted(set(person.surface_forms))),
        roles=_spanned(person.roles),
        mentions=tuple(sorted(set(person.mentions))),
    )
