"""The names of what a document says: a fact's path, from its class, its words and what tells it from others there.

Whoever writes a fact and whoever means one by its name ask here, so that both mean the same.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.model import Span
from kg.vocabulary.names import linked_graph, part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import (
        Caveat,
        Event,
        Inspection,
        Judgement,
        Mention,
        Party,
        Person,
        Recommendation,
        Reference,
        Role,
        Statement,
        Statistic,
    )


def event(document_id: str, said: Event) -> str:
    """Path of an event."""
    return part(document_id, "event", said.span, digest(said.type, said.start, said.end))


def party(document_id: str, relation: str, said: Party) -> str:
    """Path of an addressee or signatory, as `relation` says."""
    return part(document_id, relation, said.span, digest(said.name, said.post, said.organisation))


def caveat(document_id: str, said: Caveat) -> str:
    """Path of a caveat."""
    return part(document_id, "caveat", said.span, said.kind)


def statement(document_id: str, said: Statement) -> str:
    """Path of a statement: there is one at a span."""
    return part(document_id, "statement", said.span)


def mention(document_id: str, said: Mention) -> str:
    """Path of a mention."""
    return part(document_id, "mention", said.span, said.entity)


def inspection(document_id: str, told: Inspection) -> str:
    """Path of an inspection as a document tells of it."""
    return part(document_id, "inspection", told.span, digest(told.name, told.framework, told.start, told.end))


def judgement(document_id: str, inspection_iri: str, made: Judgement) -> str:
    """Path of a judgement of the inspection with that IRI."""
    return part(document_id, "judgement", made.span, digest(inspection_iri, made.aspect, made.grade))


def person(document_id: str, named: Person) -> str:
    """Path of a person, at the first words that name them or give their post."""
    spans = (*named.mentions, *(role.span for role in named.roles))
    return part(document_id, "person", min(spans, default=Span(0, 0)), named.name)


def role(document_id: str, holder: str, held: Role) -> str:
    """Path of a post that the person of that name holds."""
    return part(document_id, "role", held.span, digest(holder, held.role, held.organisation, held.as_of))


def statistic(document_id: str, said: Statistic) -> str:
    """Path of a statistic."""
    values = tuple(map(lexical, said.values))
    key = digest(said.indicator, values, said.unit, said.population, said.period, said.comparator, said.relation)
    return part(document_id, "statistic", said.span, key)


def recommendation(document_id: str, asked: Recommendation) -> str:
    """Path of a recommendation: there is one at a span."""
    return part(document_id, "recommendation", asked.span)


def reference(document_id: str, made: Reference) -> str:
    """Path of a reference."""
    return part(document_id, "reference", made.span, digest(made.title, made.kind, made.date))


def linked(gss: str, kind: str, key: str) -> str:
    """Path of something that follows from several documents about an authority."""
    return f"{linked_graph(gss)}/{kind}/{key}"


def joined(gss: str, kind: str, places: Iterable[tuple[str, Span]]) -> str:
    """Path of what joins words of several documents, each given by the document's id and the words' span."""
    each = sorted(f"{document_id}/{at.start}-{at.end}" for document_id, at in places)
    return linked(gss, kind, hashlib.sha256(" ".join(each).encode()).hexdigest()[:16])


def digest(*values: object) -> str:
    """Eight hexadecimal digits that tell apart several things of one kind at one span, by what they say."""
    return hashlib.sha256(repr(values).encode()).hexdigest()[:8]


def lexical(value: Decimal | float) -> str:
    """The canonical digits of a number: no exponent, no needless zero."""
    digits = format(value if isinstance(value, Decimal) else Decimal(repr(value)), "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if digits in {"", "-", "-0"} else digits
