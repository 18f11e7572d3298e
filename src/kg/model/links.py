"""What follows from several documents together; `linking` finds it, and every claim carries its quotes."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.annotation import Reference
from kg.model.evidence import Citation
from kg.model.review import Fields, Words


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a discrepancy: its words, how they read ("47, slides of 2024-06-12"), and the path of the fact."""

    citation: Citation
    reading: str
    fact: str


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
        mentions: where each is named, or given a post, first.
        facts: paths of the members in their documents' graphs.
    """

    name: str
    members: tuple[tuple[str, str], ...]
    mentions: tuple[Citation, ...]
    reason: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SameInspection:
    """One inspection of which several documents tell, with the words of each and the reason.

    Attributes:
        name, framework, start, end: as its own report gives them, or whoever tells of it most precisely.
        mentions: where each document tells of it.
        facts: paths of what they tell in their graphs.
    """

    name: str
    framework: str | None
    start: str | None
    end: str | None
    mentions: tuple[Citation, ...]
    reason: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that refer to another document, with the documents held that they can mean.

    Attributes:
        fact: path of the reference in its document's graph.
        held: ids of the other documents held of that kind, authority and time; several where the words do not tell
            which.
        missing: whether no document held is the one referred to.
    """

    words: Citation
    reference: Reference
    fact: str
    held: tuple[str, ...]
    missing: bool


@dataclass(frozen=True, slots=True)
class Joint:
    """A link as it is reviewed: by its name, with the words that it joins.

    Attributes:
        path: its name in the linked graph, below the base.
        kind: same-person, same-inspection, telling or discrepancy.
        found: what was found of it, by field.
        places: the words, in order of document and place.
        words: the same as citations.
    """

    path: str
    kind: str
    found: Fields
    places: tuple[Words, ...]
    words: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A thing in a linked graph, with what is said of it there.

    Attributes:
        path: its name below the base.
        kind: its class in the ontology, such as FollowUp; empty where its document's graph says that.
        says: properties by compact name ("kg:reason"), each with a path, date or text as its range has it.
        passages: paths of the passages around its words, or of the document where they stand outside all.
    """

    path: str
    kind: str
    says: tuple[tuple[str, str], ...]
    passages: tuple[str, ...] = ()
