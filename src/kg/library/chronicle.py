"""An authority's inspections and people, each once, with every document that tells of it; nothing here is stored.

What is one is `linking`'s finding; here its members are put together with their words, for people to read.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.graph import parts
from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.linking import Links
    from kg.linking.sources import Source
    from kg.model import Citation, Held, Inspection, Judgement, Person, Role


@dataclass(frozen=True, slots=True)
class Telling:
    """An inspection as one document tells of it.

    Attributes:
        path: its name in that document's graph, below the base.
        own: whether the document is the inspection's own report.
        words: where the document tells of it.
        judgements: what it was judged, each with its words.
        inspectors: names of those who inspected, each with the path of the person where the document names one.
    """

    path: str
    held: Held
    inspection: Inspection
    own: bool
    words: Citation
    judgements: tuple[tuple[Judgement, Citation], ...]
    inspectors: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True, slots=True)
class Inspected:
    """One inspection, with every document that tells of it: its own report first, then by precision and time.

    Attributes:
        path: of the first telling; the inspection's name for people.
        reason: why what several documents tell is one; empty where one document tells of it.
    """

    path: str
    tellings: tuple[Telling, ...]
    reason: str

    @property
    def best(self) -> Telling:
        """The telling that says most of it."""
        return self.tellings[0]

    def of(self, authority: str) -> bool:
        """Whether it was of that authority: none other is named, in documents about it."""
        return self.best.inspection.authority in (None, authority)

    @property
    def reported(self) -> bool:
        """Whether its own report is held."""
        return self.best.own


@dataclass(frozen=True, slots=True)
class Naming:
    """A person as one document names them, with the words of each post and the first words that name them."""

    path: str
    held: Held
    person: Person
    posts: tuple[tuple[Role, Citation], ...]
    words: Citation
    times: int


@dataclass(frozen=True, slots=True)
class Named:
    """One person, with every document that names them, in order of time; fields as in `Inspected`."""

    path: str
    name: str
    namings: tuple[Naming, ...]
    reason: str


class Chronicle:
    """The inspections and people that some documents tell of; each part is made when it is first asked for."""

    def __init__(self, links: Links, held: Mapping[str, Held]) -> None:
        """`held` are the documents that the links are made of, by name."""
        self.links = links
        self._held = held

    @property
    def sources(self) -> Sequence[Source]:
        """The documents in order of time."""
        return self.links.sources

    @cached_property
    def inspections(self) -> tuple[Inspected, ...]:
        """Every inspection once, the newest first and those of unknown time last."""
        tellings = {one.path: one for one in self._tellings}
        found = []
        for same in self.links.inspections:
            members = [tellings.pop(path) for path in same.facts if path in tellings]
            if members:
                ordered = sorted(members, key=lambda one: (not one.own, -_precision(one.inspection)))
                found.append(Inspected(ordered[0].path, tuple(ordered), same.reason))
        found += [Inspected(one.path, (one,), "") for one in tellings.values()]
        return tuple(sorted(found, key=lambda one: (one.best.inspection.start or "", one.path), reverse=True))

    @cached_property
    def people(self) -> tuple[Named, ...]:
        """Everybody whom the documents name, once, by name."""
        return tuple(sorted(self._people(), key=lambda one: (one.name.split()[-1].casefold(), one.name, one.path)))

    def inspection(self, path: str) -> Inspected | None:
        """The inspection of which a path is the name, as any of its documents has it."""
        return next((one for one in self.inspections if any(each.path == path for each in one.tellings)), None)

    def person(self, path: str) -> Named | None:
        """The person of whom a path is the name, as any of their documents has it."""
        return next((one for one in self.people if any(each.path == path for each in one.namings)), None)

    @cached_property
    def _tellings(self) -> tuple[Telling, ...]:
        return tuple(
            self._telling(source, at, told)
            for source in self.sources
            for at, told in enumerate(source.annotated.inspections)
        )

    def _telling(self, source: Source, at: int, told: Inspection) -> Telling:
        people = {each.name: parts.person(source.annotated.document.id, each) for each in source.annotated.people}
        return Telling(
            path=parts.inspection(source.annotated.document.id, told),
            held=self._held[source.name],
            inspection=told,
            own=source.inspects and at == 0,
            words=source.cite(told.span),
            judgements=tuple((each, source.cite(each.span)) for each in told.judgements),
            inspectors=tuple((name, people.get(name)) for name in told.inspectors),
        )

    def _inspections(self) -> Iterator[tuple[list[Telling], str]]:
        """What is told of one inspection together, and why it is one where several documents tell of it."""
        tellings: dict[str, list[Telling]] = {}
        for one in self._tellings:
            tellings.setdefault(one.path, []).append(one)
        for merged in self.links.inspections:
            yield [one for fact in merged.facts for one in tellings.pop(fact, [])], merged.reason
        for alone in tellings.values():
            yield alone, ""

    def _people(self) -> Iterator[Named]:
        namings = {
            (source.name, person.name): self._naming(source, person)
            for source in self.sources
            for person in source.annotated.people
        }
        for one in self.links.people:
            members = [namings.pop(member) for member in one.members if member in namings]
            if members:
                yield Named(members[0].path, one.name, tuple(members), one.reason)
        for naming in namings.values():
            yield Named(naming.path, naming.person.name, (naming,), "")

    def _naming(self, source: Source, person: Person) -> Naming:
        spans = (*person.mentions, *(role.span for role in person.roles))
        return Naming(
            path=parts.person(source.annotated.document.id, person),
            held=self._held[source.name],
            person=person,
            posts=tuple((role, source.cite(role.span)) for role in person.roles),
            words=source.cite(min(spans, default=Span(0, 0))),
            times=len(person.mentions),
        )


def _precision(told: Inspection) -> int:
    """How precisely its start is told: 0 for not at all, 1 for a year, 2 for a month, 3 for a day."""
    return told.start.count("-") + 1 if told.start else 0
