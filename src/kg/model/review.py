"""What a person says of a fact that was found: it is right, it is this instead, or it is none; bound to the words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.text import Span

Fields = tuple[tuple[str, object], ...]
"""Fields of a fact by name, as JSON has them: text, numbers, lists of these, true, false or null."""


class Verdict(StrEnum):
    """What is said of a fact."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a document that a fact rests on; the document is known by its id, the hash of its bytes."""

    document: str
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Review:
    """A verdict on one fact or link.

    Attributes:
        path: of the fact as it was found: document, class, span and value.
        kind: its class: statement, statistic, role …; of a link same-person, same-inspection, telling or discrepancy.
        words: what it rests on; empty for what a document is, which rests on the document as a whole.
        found: what the fact said.
        correction: the fields that are otherwise; empty unless it is corrected.
        by, on, note: who says so, on which day, and why, as far as they were stated; no clock fills them in.
    """

    path: str
    kind: str
    words: tuple[Words, ...]
    found: Fields
    verdict: Verdict
    correction: Fields = ()
    by: str | None = None
    on: str | None = None
    note: str | None = None

    @property
    def said(self) -> dict[str, object]:
        """What the fact says when the review is heard."""
        return dict(self.found) | dict(self.correction)
