"""A question as read, its evidence and the answer made of it; finding them is `search`'s matter.

The fields are those of the JSON that the command line and the web API print.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.annotation import Metadata


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was read: what is asked about, and the filters that its own words or the caller set.

    Attributes:
        text: as asked.
        kind: topic-over-time, who-role, when-which-inspection, figure, strengths-concerns, compare, follow-up,
            definition-programme or list.
        topic: the words that carry the matter, without the question's furniture.
        themes: theme ids, the best match first.
        authorities: GSS codes.
        assumed: whether the authority is not named but assumed, being the one whose own papers are held.
        people: names as held.
        since, until: ISO 8601 dates, both inclusive.
        moments: first and last day of each of several times that are set side by side; empty for one stretch.
        sides: of a comparison, whose word and what time each side asks for: speaker, first and last day.
        pointed: kinds of document that the question's words point to ("the slides"); they go first, others may answer.
        fixed: which of "theme", "speaker" and "stance" the caller set: then nothing else is evidence.
        limit: the most pieces of evidence to return.
    """

    text: str
    kind: str
    topic: str
    themes: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    speaker: str | None = None
    stance: str | None = None
    moments: tuple[tuple[str, str], ...] = ()
    sides: tuple[tuple[str | None, str | None, str | None], ...] = ()
    pointed: tuple[str, ...] = ()
    fixed: tuple[str, ...] = ()
    assumed: bool = False
    limit: int = 20


@dataclass(frozen=True, slots=True)
class Filters:
    """What the caller sets, in the words of the command line; each wins over what the question's own words say.

    Attributes:
        authority, theme, document, kind: names or ids as the caller writes them; any of several will do. A lone string
            is one name.
        since, until: ISO 8601 dates of any precision, both inclusive.
        limit: the most pieces of evidence, or passages, to return.
    """

    authority: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    document: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    speaker: str | None = None
    stance: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int = 20

    def __post_init__(self) -> None:
        for name in ("authority", "theme", "document", "kind"):
            if isinstance(given := getattr(self, name), str):
                object.__setattr__(self, name, (given,))


@dataclass(frozen=True, slots=True)
class Held:
    """A document that the library holds, without its text.

    Attributes:
        id: the first 16 digits of its hash, as in its IRI.
        name: the file's own name, or the shortest end of its path that tells it from the others.
        caveats: the words of `metadata.caveats`.
        pages, passages: how many; pages is None where the format has none.
    """

    id: str
    name: str
    metadata: Metadata
    caveats: tuple[str, ...]
    media_type: str
    sha256: str
    pages: int | None
    passages: int


@dataclass(frozen=True, slots=True)
class Citation:
    """The core of every citation: `text[start:end] == quote` of the named document, with its page and heading path."""

    document: str
    start: int
    end: int
    page: int | None
    quote: str
    section: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotHeld:
    """A document or inspection that the documents held refer to, and that is not among them."""

    title: str
    kind: str | None
    date: str | None
    mentioned_in: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """A ranked passage of `kg search`, with its rank from each retriever (None where it was not found by it)."""

    citation: Citation
    id: str
    title: str
    date: str | None
    themes: tuple[str, ...]
    score: float
    vector_rank: int | None
    lexical_rank: int | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement that bears on the question: at most 100 words, with all that must travel with it.

    Attributes:
        id: the statement's IRI below the base: unique, the same on every machine.
        date_basis: stated, inferred or unknown; `date_window` and `date_reason` say more where it is inferred.
        evaluated: whether the document is an inspectorate's own finding.
        caveats: the document's caveats in their own words.
    """

    citation: Citation
    id: str
    title: str
    date: str | None
    date_basis: str
    date_window: tuple[str, str] | None
    date_reason: str | None
    kind: str | None
    authority: str | None
    author: str | None
    speaker: str | None
    evaluated: bool
    stance: str | None
    themes: tuple[str, ...]
    caveats: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer, with the evidence it was made from, chosen before it was written."""

    text: str
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What protects the reader: discrepancy, not-held, self-report-more-favourable, comparability-break or caveat."""

    kind: str
    text: str
    citations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question. `reason` is None when answered, else why not and what was looked for."""

    question: Question
    sparql: str
    answered: bool
    reason: str | None
    sentences: tuple[Sentence, ...]
    evidence: tuple[Evidence, ...]
    notes: tuple[Note, ...]
