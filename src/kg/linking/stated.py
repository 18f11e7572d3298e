"""What follows from several documents as things with names and properties: what an authority's linked graph says.

Every thing names what it joins by its name in the document's own graph, where its words are, and the passages around.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph import parts
from kg.linking.heard import BY, DISCREPANCY, INSPECTION, PERSON, TELLING
from kg.linking.references import same
from kg.model import Link, Span
from kg.vocabulary import names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.linking import Links
    from kg.linking.heard import Place
    from kg.linking.sources import Source
    from kg.model import Citation, Discrepancy, FollowedLimb, FollowUp, Pointer, SameInspection, SamePerson

    Says = list[tuple[str, str]]

RULES = "linking/1"
"""What makes the links, with its version."""


def stated(links: Links, gss: str) -> tuple[Link, ...]:
    """All things of an authority's linked graph, by name, the graph itself first."""
    return tuple(sorted(_Stated(links, gss).all(), key=lambda link: (link.path, link.says)))


class _Stated:
    """The links of one authority on their way into its graph."""

    def __init__(self, links: Links, gss: str) -> None:
        self.links = links
        self.gss = gss
        self.sources: Mapping[str, Source] = {source.name: source for source in links.sources}

    def all(self) -> Iterator[Link]:
        yield self._graph()
        for person in self.links.people:
            yield self._person(person)
        for inspection in self.links.inspections:
            yield self._inspection(inspection)
        yield from self._references()
        told: dict[str, Link] = {}
        for followed in self.links.follow_up:
            yield from self._follow_up(followed, told)
        yield from told.values()
        for discrepancy in self.links.discrepancies:
            yield from self._discrepancy(discrepancy)

    def _graph(self) -> Link:
        documents = sorted(names.document(source.id) for source in self.links.sources)
        says = [("kg:authority", names.authority(self.gss)), ("kg:annotator", RULES)]
        return Link(names.linked_graph(self.gss), "LinkedGraph", tuple(says), tuple(documents))

    def _place(self, cited: Citation) -> Place:
        return self.sources[cited.document].id, Span(cited.start, cited.end)

    def _link(self, kind: str, path: str, says: Says, words: Iterable[Citation]) -> Link:
        """A link with the passages around the words that it rests on, each once."""
        around = {self.sources[each.document].around(Span(each.start, each.end)) for each in words}
        return Link(path, kind, tuple(says), tuple(sorted(around)))

    def _accepted(self, kind: str, places: Sequence[Place]) -> Says:
        """Who stands for a link besides the rules: a person who accepted it."""
        return [("kg:annotator", f"{RULES} {BY}")] if self.links.heard.accepted(kind, places) else []

    def _person(self, person: SamePerson) -> Link:
        places = [self._place(each) for each in person.mentions]
        says = [("foaf:name", person.name), ("kg:reason", person.reason)]
        says += [("kg:mergedFrom", fact) for fact in person.facts] + self._accepted(PERSON, places)
        return self._link("SamePerson", parts.joined(self.gss, PERSON, places), says, person.mentions)

    def _inspection(self, told: SameInspection) -> Link:
        places = [self._place(each) for each in told.mentions]
        says = [("rdfs:label", told.name), ("kg:reason", told.reason)]
        if told.framework:
            says.append(("kg:framework", names.concept("framework", told.framework)))
        says += [(name, day) for name, day in (("kg:startDate", told.start), ("kg:endDate", told.end)) if day]
        says += [("kg:mergedFrom", fact) for fact in told.facts] + self._accepted(INSPECTION, places)
        return self._link("SameInspection", parts.joined(self.gss, INSPECTION, places), says, told.mentions)

    def _references(self) -> Iterator[Link]:
        missing: dict[tuple[str | None, str | None, str], list[Pointer]] = {}
        for pointer in self.links.references:
            relation = "dcterms:references" if len(pointer.held) == 1 else "kg:mayReferTo"
            if pointer.held:
                says = tuple((relation, names.document(each)) for each in pointer.held)
                yield Link(pointer.fact, "", says)
            elif pointer.missing:
                missing.setdefault(same(pointer.reference), []).append(pointer)
        for key, pointers in missing.items():
            path = parts.linked(self.gss, "not-held", parts.digest(*key))
            yield self._not_held(path, pointers)
            yield from (Link(each.fact, "", (("dcterms:references", path),)) for each in pointers)

    def _not_held(self, path: str, pointers: Sequence[Pointer]) -> Link:
        first = pointers[0].reference
        says = [("dcterms:title", first.title)]
        if first.kind:
            says.append(("kg:kind", names.concept("kind", first.kind)))
        if first.date:
            says.append(("dcterms:date", first.date))
        return self._link("NotHeld", path, says, [each.words for each in pointers])

    def _follow_up(self, followed: FollowUp, told: dict[str, Link]) -> Iterator[Link]:
        """A recommendation's chain and its limbs; the words that tell of it go into `told`, each once."""
        asked = self._place(followed.recommendation)
        path = parts.joined(self.gss, "follow-up", [asked])
        says = [("kg:recommendation", names.part(asked[0], "recommendation", asked[1])), _status(followed.status)]
        limbs = [self._limb(f"{path}/limb", limb, asked, told) for limb in followed.limbs]
        says += [("kg:limb", limb.path) for limb in limbs]
        says += self._tellings(followed.evidence, followed.recommendation, told)
        says += [("kg:recursIn", statement) for cited in followed.recurs for statement in self._statements(cited)]
        words = (followed.recommendation, *followed.evidence, *followed.recurs)
        yield self._link("FollowUp", path, says, words)
        yield from limbs

    def _limb(self, path: str, limb: FollowedLimb, asked: Place, told: dict[str, Link]) -> Link:
        source = self.sources[limb.limb.document]
        whole = source.cite(asked[1])
        says = [("kg:text", limb.limb.quote), _status(limb.status), *self._tellings(limb.evidence, whole, told)]
        place = f"{path}/{limb.limb.start}-{limb.limb.end}"
        return self._link("Limb", place, says, (limb.limb, *limb.evidence))

    def _tellings(self, evidence: Iterable[Citation], asked: Citation, told: dict[str, Link]) -> Says:
        says: Says = []
        for cited in evidence:
            places = [self._place(asked), self._place(cited)]
            path = parts.joined(self.gss, TELLING, places)
            statements: Says = [("kg:statement", each) for each in self._statements(cited)]
            told[path] = self._link("Telling", path, statements + self._accepted(TELLING, places), [asked, cited])
            says.append(("kg:telling", path))
        return says

    def _statements(self, cited: Citation) -> tuple[str, ...]:
        """The statements that some words are."""
        source = self.sources[cited.document]
        said = source.said(Span(cited.start, cited.end))
        return tuple(parts.statement(source.id, each) for each in said)

    def _discrepancy(self, found: Discrepancy) -> Iterator[Link]:
        words = [side.citation for side in found.sides]
        places = [self._place(each) for each in words]
        path = parts.joined(self.gss, DISCREPANCY, places)
        sides = [
            self._link(
                "Side",
                f"{path}/{number}",
                [("kg:fact", side.fact), ("kg:reading", side.reading), ("kg:position", str(number))],
                [side.citation],
            )
            for number, side in enumerate(found.sides, 1)
        ]
        says = [
            ("kg:discrepancyKind", names.concept("discrepancy", found.kind)),
            ("dcterms:title", found.title),
            ("kg:explanation", found.explanation),
            *(("kg:side", side.path) for side in sides),
        ]
        yield self._link("Discrepancy", path, says + self._accepted(DISCREPANCY, places), words)
        yield from sides


def _status(status: str) -> tuple[str, str]:
    return "kg:status", names.concept("follow-up", status)
