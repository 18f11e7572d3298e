"""What a document says of itself as shown beside its text; authority, people and inspections lead to their pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph import parts
from kg.vocabulary import english
from kg.web import authorities, dates, judged, wording
from kg.web.frame import Link

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.model import Annotated, Held, Inspection, Party
    from kg.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of "About this document"; values lead somewhere where `href` is set; `note` says how it is known."""

    label: str
    values: tuple[Link, ...]
    note: str | None = None
    href: str = ""


def facts(held: Held, annotated: Annotated, vocabulary: Vocabulary) -> tuple[Fact, ...]:
    """The facts of a document; of a version that is no longer held, without links."""
    said = annotated.metadata
    when = dates.of_document(said.date)
    extent = wording.count(held.pages, "page") + ", " if held.pages else ""
    here = annotated.document.id if annotated.document.id == held.id else ""
    people = {each.name: judged.address(parts.person(here, each)) for each in annotated.people} if here else {}
    found = [
        Fact("Date", _plain(when.text), when.note or ("Stated in the document" if when.first else None)),
        *(_event(each.type, each.start, each.end, vocabulary) for each in said.events),
        Fact("About", (authorities.link(vocabulary.authorities[said.authority]),) if said.authority else ()),
        Fact("Written by", _plain(said.author or "")),
        Fact("Addressed to", tuple(_party(each, people) for each in said.addressees)),
        Fact("Signed by", tuple(_party(each, people) for each in said.signatories)),
        *(_inspection(each, here) for each in annotated.inspections if each.judgements or each.inspectors),
        Fact("Extent", _plain(f"{extent}{wording.count(held.passages, 'passage')}")),
        Fact("File", _plain(held.name), f"{wording.file_format(held.media_type)}, SHA-256 begins {held.id}"),
    ]
    return tuple(fact for fact in found if fact.values)


def _plain(text: str) -> tuple[Link, ...]:
    return (Link(text, ""),) if text else ()


def _event(kind: str, start: str | None, end: str | None, vocabulary: Vocabulary) -> Fact:
    label = vocabulary.events[kind].label if kind in vocabulary.events else "Event"
    return Fact(label[:1].upper() + label[1:], _plain(dates.spoken_range(start, end)) if start else ())


def _party(party: Party, people: Mapping[str, str]) -> Link:
    post = ", ".join(filter(None, (party.post, party.organisation)))
    return Link(party.name, people.get(party.name, ""), post)


def _inspection(inspection: Inspection, document: str) -> Fact:
    grades = [f"{each.aspect}: {each.grade}" for each in inspection.judgements]
    values = tuple(Link(each, "") for each in grades or [english.listed(inspection.inspectors)])
    return Fact(
        inspection.name, values, href=judged.address(parts.inspection(document, inspection)) if document else ""
    )
