"""What follows from several documents together; always of one authority, and never what no document says.

citations      a span of a document as a citation
references     documents referred to, held or not
sources        an authority's documents in order of time
matters        what words are about, whichever words name it; `lexicon` holds the names, `subjects` compares
limbs          the things that a recommendation asks for; `tellings` what later papers say of one; `verdicts` how
followup       what became of each recommendation
discrepancies  figures, dates and claims that cannot both stand; `figures` and `claims` find them
people         one person in several documents
inspections    one inspection of which several documents tell; `grouping` joins both
heard          what people said of links; `joints` what can be reviewed
stated         all of it as what a linked graph says
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.linking.citations import Citations
from kg.linking.claims import FAVOURABLE
from kg.linking.discrepancies import discrepancies
from kg.linking.followup import follow_up
from kg.linking.heard import DISCREPANCY, Heard
from kg.linking.inspections import same_inspections
from kg.linking.joints import joints
from kg.linking.people import full_names, same_people
from kg.linking.references import is_held, not_held, pointers
from kg.linking.sources import in_order
from kg.linking.stated import stated
from kg.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.linking.heard import Place
    from kg.model import Annotated, Discrepancy, FollowUp, Joint, Link, Pointer, Review, SameInspection, SamePerson
    from kg.vocabulary import Vocabulary

__all__ = ["FAVOURABLE", "Citations", "Links", "full_names", "is_held", "not_held"]


class Links:
    """All that follows from the documents about one authority together, each part made when it is first asked for."""

    def __init__(
        self, documents: Iterable[tuple[str, Annotated]], vocabulary: Vocabulary, reviews: Iterable[Review] = ()
    ) -> None:
        """Links of documents, which are given with their names.

        Args:
            documents: those about the authority.
            vocabulary: the registers.
            reviews: of links; what a person rejected is none, while its words stand.
        """
        self.sources = in_order(documents, vocabulary)
        self.heard = Heard(reviews, {source.id: source.annotated.document.text for source in self.sources})
        self._vocabulary = vocabulary

    @cached_property
    def discrepancies(self) -> tuple[Discrepancy, ...]:
        """What cannot both stand."""
        found = discrepancies(self.sources, self._vocabulary)
        return tuple(one for one in found if not self.heard.rejected(DISCREPANCY, *self._places(one)))

    @cached_property
    def follow_up(self) -> tuple[FollowUp, ...]:
        """What became of each recommendation."""
        return follow_up(self.sources, self.heard)

    @cached_property
    def people(self) -> tuple[SamePerson, ...]:
        """Those whom several documents name."""
        return same_people(self.sources, self.heard)

    @cached_property
    def inspections(self) -> tuple[SameInspection, ...]:
        """Those of which several documents tell."""
        return same_inspections(self.sources, self.heard)

    @cached_property
    def references(self) -> tuple[Pointer, ...]:
        """What the documents refer to, held or not."""
        return pointers(self.sources)

    def joints(self, gss: str) -> tuple[Joint, ...]:
        """The links that can be reviewed, each by its name in the authority's linked graph."""
        return tuple(joints(self, gss))

    def stated(self, gss: str) -> tuple[Link, ...]:
        """All of it as the things of the authority's linked graph."""
        return stated(self, gss)

    def _places(self, found: Discrepancy) -> list[Place]:
        ids = {source.name: source.id for source in self.sources}
        return [(ids[side.citation.document], Span(side.citation.start, side.citation.end)) for side in found.sides]
