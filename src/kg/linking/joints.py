"""Links as they are reviewed: each by its name in the linked graph, with the words that it joins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.graph import parts
from kg.linking.heard import DISCREPANCY, INSPECTION, PERSON, TELLING
from kg.model import Joint, Span, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.linking import Links
    from kg.model import Citation, Fields


def joints(links: Links, gss: str) -> Iterator[Joint]:
    """The links of an authority that can be reviewed, by their kind; each once."""
    ids = {source.name: source.id for source in links.sources}

    def joint(kind: str, found: Fields, words: Sequence[Citation]) -> Joint:
        pairs = sorted(
            ((Words(ids[each.document], Span(each.start, each.end), each.quote), each) for each in words),
            key=lambda pair: (pair[0].document, pair[0].span),
        )
        places = tuple(place for place, _ in pairs)
        path = parts.joined(gss, kind, [(place.document, place.span) for place in places])
        return Joint(path, kind, found, places, tuple(cited for _, cited in pairs))

    for person in links.people:
        yield joint(PERSON, (("name", person.name), ("reason", person.reason)), person.mentions)
    for told in links.inspections:
        yield joint(INSPECTION, (("name", told.name), ("reason", told.reason)), told.mentions)
    for followed in links.follow_up:
        for piece in followed.evidence:
            yield joint(TELLING, (("status", followed.status),), (followed.recommendation, piece))
    for discrepancy in links.discrepancies:
        said = (("kind", discrepancy.kind), ("title", discrepancy.title))
        yield joint(DISCREPANCY, said, [side.citation for side in discrepancy.sides])
