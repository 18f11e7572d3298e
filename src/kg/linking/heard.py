"""What people said of links, bound to the words that a link joins: heard while these stand, whenever links are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model import Review, Span

Place = tuple[str, "Span"]
"""A document's id and a stretch of it."""

PERSON, INSPECTION, TELLING, DISCREPANCY = "same-person", "same-inspection", "telling", "discrepancy"
KINDS = (PERSON, INSPECTION, TELLING, DISCREPANCY)
"""The kinds of link that are reviewed."""
BY = "review/1"


class Heard:
    """The reviews of links whose words stand."""

    def __init__(self, reviews: Iterable[Review], texts: Mapping[str, str]) -> None:
        """`texts` by the id of the document."""
        self._said = [
            (review.kind, review.verdict, frozenset((each.document, each.span) for each in review.words))
            for review in reviews
            if review.kind in KINDS
            and all(texts.get(w.document, "")[w.span.start : w.span.end] == w.quote for w in review.words)
        ]

    def rejected(self, kind: str, *places: Place) -> bool:
        """Whether a person said that a link of some words is none; of several that were merged, any two are apart."""
        wanted = set(places)
        return any(
            said == kind and verdict is Verdict.REJECTED and wanted <= words for said, verdict, words in self._said
        )

    def accepted(self, kind: str, places: Iterable[Place]) -> bool:
        """Whether a person said that a link of just these words is right."""
        wanted = frozenset(places)
        return any((kind, Verdict.ACCEPTED, wanted) == each for each in self._said)


NOTHING = Heard((), {})
"""No review."""
