"""Facts of a document as they are reviewed: each by its path, with its words and its fields, and put back otherwise.

The fields of each kind are in FIELDS, by the names of the JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from kg.graph import parts
from kg.model import (
    Basis,
    DocumentDate,
    Inspection,
    Mention,
    Metadata,
    Person,
    Recommendation,
    Reference,
    Span,
    Statistic,
)
from kg.vocabulary.names import document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.model import Annotated
    from kg.vocabulary.names import Names

    Decide = Callable[[str, str, Any], Any]
    """Given kind, path and fact: the fact as it shall be, or None to leave it out."""

FIELDS = {
    "document": ("title", "kind", "date", "authority", "author", "evaluated"),
    "statement": ("themes", "stance", "speaker"),
    "mention": ("entity",),
    "inspection": ("name", "framework", "start", "end", "authority", "inspectors"),
    "judgement": ("aspect", "grade"),
    "person": ("name", "surface_forms"),
    "role": ("role", "organisation", "as_of"),
    "statistic": ("indicator", "values", "unit", "population", "period", "comparator", "relation"),
    "recommendation": ("kind",),
    "reference": ("title", "kind", "date"),
    "event": ("type", "start", "end"),
    "addressee": ("name", "post", "organisation"),
    "signatory": ("name", "post", "organisation"),
    "caveat": ("kind",),
}
LISTS = {"themes", "inspectors", "surface_forms", "values"}
"""Fields that hold several values."""
_MADE: dict[str, tuple[str, Callable[..., Any]]] = {
    "mention": ("mentions", Mention),
    "statistic": ("statistics", Statistic),
    "recommendation": ("recommendations", Recommendation),
    "reference": ("references", Reference),
    "inspection": ("inspections", partial(Inspection, judgements=())),
}
"""Kinds of fact that stand for themselves: where they are kept, and how one is made."""
_PARTIES = {"addressee": "addressees", "signatory": "signatories"}
BY = "review/1"
REASON = "stated in a review"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that was found; `span` is None for what a document is as a whole."""

    path: str
    kind: str
    span: Span | None
    said: dict[str, Any]
    annotator: str
    confidence: float


def facts(annotated: Annotated, names: Names) -> tuple[Fact, ...]:
    """All facts of a document, by where they stand."""
    found: list[Fact] = []

    def note(kind: str, path: str, thing: Any) -> Any:
        found.append(_fact(kind, path, thing))
        return thing

    visit(annotated, names, note)
    return tuple(sorted(found, key=lambda fact: (fact.span or Span(0, 0), fact.kind, fact.path)))


def visit(annotated: Annotated, names: Names, decide: Decide) -> Annotated:
    """The document with each fact as `decide` says; what a fact is part of comes after it."""
    id_ = annotated.document.id
    each = partial(_each, decide)
    return replace(
        annotated,
        metadata=_metadata(annotated, each, decide),
        mentions=each("mention", annotated.mentions, partial(parts.mention, id_)),
        statements=each("statement", annotated.statements, partial(parts.statement, id_)),
        inspections=tuple(_inspections(annotated, names, decide)),
        people=tuple(_people(annotated, decide)),
        statistics=each("statistic", annotated.statistics, partial(parts.statistic, id_)),
        recommendations=each("recommendation", annotated.recommendations, partial(parts.recommendation, id_)),
        references=each("reference", annotated.references, partial(parts.reference, id_)),
    )


def single(annotated: Annotated, names: Names) -> Annotated:
    """The document with each fact once: one that a person has looked at stays, others of the same path go."""
    marked = {fact.path for fact in facts(annotated, names) if BY in fact.annotator.split()}
    seen: set[str] = set()

    def once(_kind: str, path: str, thing: Any) -> Any:
        if path in seen or (path in marked and BY not in thing.annotator.split()):
            return None
        seen.add(path)
        return thing

    return visit(annotated, names, once)


def changed(kind: str, thing: Any, said: Mapping[str, Any]) -> Any:
    """A fact with some of its fields otherwise."""
    values = {field: _value(field, value) for field, value in said.items()}
    if kind == "document" and "date" in values:
        if values["date"] == thing.date.value:
            del values["date"]
        else:
            values["date"] = _date(values["date"])
    if kind == "document":
        spans = {"title": "title_span", "authority": "authority_span"}
        values |= {spans[field]: None for field in spans if field in values and values[field] != getattr(thing, field)}
    return replace(thing, **values)


def added(annotated: Annotated, kind: str, span: Span, said: Mapping[str, Any]) -> Annotated | None:
    """The document with a fact that its annotators do not find; None where the kind is part of something else."""
    if kind not in _MADE:
        return None
    where, make = _MADE[kind]
    values = {field: _value(field, value) for field, value in said.items()}
    made = make(span=span, annotator=BY, **values)
    more: dict[str, Any] = {where: (*getattr(annotated, where), made)}
    return replace(annotated, **more)


def _fact(kind: str, path: str, thing: Any) -> Fact:
    said = {field: _plain(getattr(thing, field)) for field in FIELDS[kind]}
    annotator, confidence = getattr(thing, "annotator", ""), getattr(thing, "confidence", 1.0)
    return Fact(path, kind, _span(thing), said, annotator, confidence)


def _span(thing: Any) -> Span | None:
    if isinstance(thing, Metadata):
        return None
    if isinstance(thing, Person):
        return min((*thing.mentions, *(role.span for role in thing.roles)))
    span: Span = thing.span
    return span


def _each(decide: Decide, kind: str, things: Sequence[Any], path: Callable[[Any], str]) -> tuple[Any, ...]:
    made = (decide(kind, path(thing), thing) for thing in things)
    return tuple(thing for thing in made if thing is not None)


def _metadata(annotated: Annotated, each: Callable[..., tuple[Any, ...]], decide: Decide) -> Metadata:
    id_, said = annotated.document.id, annotated.metadata
    parties: dict[str, Any] = {
        field: each(kind, getattr(said, field), partial(parts.party, id_, kind)) for kind, field in _PARTIES.items()
    }
    said = replace(
        said,
        events=each("event", said.events, partial(parts.event, id_)),
        caveats=each("caveat", said.caveats, partial(parts.caveat, id_)),
        **parties,
    )
    metadata: Metadata = decide("document", document(id_), said)
    return metadata


def _inspections(annotated: Annotated, names: Names, decide: Decide) -> Iterator[Inspection]:
    id_ = annotated.document.id
    for told in annotated.inspections:
        path = parts.inspection(id_, told)
        judged = _each(decide, "judgement", told.judgements, partial(parts.judgement, id_, names.iri(path)))
        made = decide("inspection", path, _owner(told, judgements=judged))
        if made is not None:
            yield made


def _people(annotated: Annotated, decide: Decide) -> Iterator[Person]:
    id_ = annotated.document.id
    for person in annotated.people:
        path = parts.person(id_, person)
        roles = _each(decide, "role", person.roles, partial(parts.role, id_, person.name))
        made = decide("person", path, _owner(person, roles=roles))
        if made is not None:
            yield made


def _owner(thing: Any, **parts_: tuple[Any, ...]) -> Any:
    """What parts belong to, which bears the mark of their review: they have no annotator of their own."""
    ((field, now),) = parts_.items()
    if now == getattr(thing, field):
        return thing
    return replace(thing, annotator=heard(thing.annotator), **{field: now})


def heard(annotator: str) -> str:
    """An annotator whose finding a person has looked at."""
    return annotator if BY in annotator.split() else f"{annotator} {BY}".strip()


def _plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, DocumentDate):
        return value.value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def _value(field: str, value: Any) -> Any:
    """A value as the fact has it."""
    if field == "values":
        return tuple(Decimal(str(each)) for each in value)
    return tuple(value) if field in LISTS else value


def _date(value: str | None) -> DocumentDate:
    return DocumentDate(value, Basis.STATED, reason=REASON) if value else DocumentDate(reason=REASON)
