"""What one document says: each fact with its exact words, what found it and how sure that is; `annotate` finds it.

Dates are ISO 8601 of the precision that is known: "2024", "2024-07" or "2024-07-04". Kinds, stances, speakers, themes
and grades are notations of the schemes in `ontology/`; an authority is its GSS code.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kg.model.text import Document, Passage, Span


class Basis(StrEnum):
    """How a date or a role is known. Nothing is ever guessed."""

    STATED = "stated"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class DocumentDate:
    """A document's own date: stated with its words, inferred with its window and the reason, or unknown."""

    value: str | None = None
    basis: Basis = Basis.UNKNOWN
    window: tuple[str, str] | None = None
    reason: str | None = None
    span: Span | None = None

    @property
    def years(self) -> range:
        """The years it may stand for; none where it is not known."""
        first, last = self.window or (self.value, self.value)
        return range(int(first[:4]), int(last[:4]) + 1) if first and last else range(0)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day: an inspection, a visit, a meeting. `type` is a notation of the event scheme."""

    type: str
    start: str | None
    end: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Party:
    """Who signed a letter, or to whom it is addressed."""

    name: str
    post: str | None
    organisation: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Caveat:
    """Words that limit the use of a document; `kind` is a notation of its scheme: unpublished, not-evaluated …"""

    kind: str
    span: Span


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document is: the facts on its title block and first pages.

    Attributes:
        kind: notation of the kinds scheme; None where no rule recognises it.
        authority: GSS code of the authority it is about.
        author: the organisation that speaks.
        evaluated: True for an inspectorate's own findings, False for a self-report or an unevaluated record of one.
    """

    title: str
    title_span: Span | None = None
    kind: str | None = None
    date: DocumentDate = DocumentDate()
    events: tuple[Event, ...] = ()
    authority: str | None = None
    authority_span: Span | None = None
    author: str | None = None
    evaluated: bool = False
    addressees: tuple[Party, ...] = ()
    signatories: tuple[Party, ...] = ()
    caveats: tuple[Caveat, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name an entity of a register: `entity` is its path below the base, "authority/E06000045"."""

    span: Span
    entity: str
    annotator: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or bullet that says one thing.

    Attributes:
        passage: the span of the passage it stands in.
        themes: theme ids, the main one first.
        stance: strength, progress, concern, priority_action, neutral_context or plan; None where not determined.
        speaker: inspectorate, council or council_as_reported_by_inspectorate; None where not known.
        annotator: what determined them, with its version.
        confidence: of the stance, 0 to 1.
    """

    span: Span
    passage: Span
    themes: tuple[str, ...] = ()
    stance: str | None = None
    speaker: str | None = None
    annotator: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Statistic:
    """A number somebody stated.

    Attributes:
        values: one number, or several (a range, from–to, n of N); empty for a comparison without a number.
        unit: "%", "GBP" (in pounds) or the thing counted.
        relation: how value and comparator stand: above, below, equal, up, down …
    """

    span: Span
    indicator: str
    values: tuple[Decimal, ...]
    unit: str | None
    population: str | None
    period: str | None
    comparator: str | None
    relation: str | None
    annotator: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Role:
    """A post as one document gives it, with the words that say so."""

    role: str
    organisation: str | None
    as_of: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Person:
    """One person inside one document: the fullest name, every surface form, posts and mentions."""

    name: str
    surface_forms: tuple[str, ...]
    roles: tuple[Role, ...]
    mentions: tuple[Span, ...]
    annotator: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """A grade for an aspect, in the framework's own words."""

    aspect: str
    grade: str
    span: Span


@dataclass(frozen=True, slots=True)
class Inspection:
    """An inspection or visit that the document reports on or refers to."""

    name: str
    framework: str | None
    start: str | None
    end: str | None
    authority: str | None
    inspectors: tuple[str, ...]
    judgements: tuple[Judgement, ...]
    span: Span
    annotator: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A formal ask: `kind` is priority_action or improvement."""

    span: Span
    kind: str
    annotator: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that point to another document or inspection."""

    span: Span
    title: str
    kind: str | None
    date: str | None
    annotator: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with everything said of it; each annotator takes one and returns a fuller one."""

    document: Document
    passages: tuple[Passage, ...]
    metadata: Metadata
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    people: tuple[Person, ...] = ()
    statistics: tuple[Statistic, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    references: tuple[Reference, ...] = ()
