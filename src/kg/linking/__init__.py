"""What follows from several documents together; always of one authority, and never what no document says.

citations      a span of a document as a citation
references     documents referred to, held or not
sources        an authority's documents in order of time
matters        what words are about, whichever words name it; `lexicon` holds the names, `subjects` compares
limbs          the things that a recommendation asks for; `tellings` what later papers say of one; `verdicts` how
followup       what became of each recommendation
discrepancies  figures, dates and claims that cannot both stand; `figures` and `claims` find them
people         one person in several documents
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.linking.citations import Citations
from kg.linking.claims import FAVOURABLE
from kg.linking.discrepancies import discrepancies
from kg.linking.followup import follow_up
from kg.linking.people import full_names, same_people
from kg.linking.references import is_held, not_held
from kg.linking.sources import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Annotated, Discrepancy, FollowUp, SamePerson
    from kg.vocabulary import Vocabulary

__all__ = ["FAVOURABLE", "Citations", "Links", "full_names", "is_held", "not_held"]


class Links:
    """All that follows from the documents about one authority together, each part made when it is first asked for."""

    def __init__(self, documents: Iterable[tuple[str, Annotated]], vocabulary: Vocabulary) -> None:
        """`documents` are given with their names."""
        self.sources = in_order(documents, vocabulary)
        self._vocabulary = vocabulary

    @cached_property
    def discrepancies(self) -> tuple[Discrepancy, ...]:
        """What cannot both stand."""
        return discrepancies(self.sources, self._vocabulary)

    @cached_property
    def follow_up(self) -> tuple[FollowUp, ...]:
        """What became of each recommendation."""
        return follow_up(self.sources)

    @cached_property
    def people(self) -> tuple[SamePerson, ...]:
        """Those whom several documents name."""
        return same_people(self.sources)
