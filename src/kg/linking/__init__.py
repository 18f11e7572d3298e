"""What follows from several documents together; always of one authority, and never what no document says.

citations      a span of a document as a citation
references     documents referred to, held or not
sources        an authority's documents in order of time
followup       what became of each recommendation
discrepancies  figures, dates and claims that cannot both stand; `figures` and `claims` find them
people         one person in several documents
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.linking.citations import Citations
from kg.linking.discrepancies import discrepancies
from kg.linking.followup import follow_up
from kg.linking.people import full_names, same_people
from kg.linking.references import is_held, not_held
from kg.linking.sources import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Annotated, Discrepancy, FollowUp, SamePerson
    from kg.vocabulary import Vocabulary

__all__ = ["Citations", "Links", "full_names", "is_held", "link", "not_held"]


@dataclass(frozen=True, slots=True)
class Links:
    """All that follows from the documents about one authority together."""

    discrepancies: tuple[Discrepancy, ...]
    follow_up: tuple[FollowUp, ...]
    people: tuple[SamePerson, ...]


def link(documents: Iterable[tuple[str, Annotated]], vocabulary: Vocabulary) -> Links:
    """Links the documents about one authority, each given with its name."""
    sources = in_order(documents, vocabulary)
    return Links(discrepancies(sources, vocabulary), follow_up(sources), same_people(sources))
