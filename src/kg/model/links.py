"""What follows from several documents together; `linking` finds it, and every claim carries its quotes."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.evidence import Citation


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a discrepancy: the words, and how they read ("47, council slides of 2024-06-12")."""

    citation: Citation
    reading: str


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Statements that cannot both stand as they read; which one is right is never decided here.

    Attributes:
        kind: numbers-disagree, definition-differs, dates-disagree, claim-and-judgement or self-report-more-favourable.
        sides: two, the earlier document first.
        explanation: why they are set side by side, and what the documents do not say.
    """

    kind: str
    title: str
    sides: tuple[Side, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class FollowedLimb:
    """One thing that a recommendation asks for, with what became of it; fields as in `FollowUp`."""

    limb: Citation
    status: str
    evidence: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What became of a recommendation, as far as the documents held tell.

    Attributes:
        date: of the document that asks for it, None where that is not known.
        status: confirmed_by_inspectorate, council_says_so_only, partly, repeated, not_mentioned_again or
            later_document_not_held.
        evidence: what later documents say of it, in order of time.
        limbs: the things it asks for, where it asks for several.
        recurs: where later inspections found the same wanting, one place a document, in order of time.
    """

    recommendation: Citation
    date: str | None
    status: str
    evidence: tuple[Citation, ...]
    limbs: tuple[FollowedLimb, ...] = ()
    recurs: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class SamePerson:
    """People of several documents who are one, with the words of each and the reason.

    Attributes:
        name: the fullest of their names.
        members: document and name there, in order.
    """

    name: str
    members: tuple[tuple[str, str], ...]
    mentions: tuple[Citation, ...]
    reason: str
