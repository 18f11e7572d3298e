"""What the API answers, as models for the OpenAPI description: the JSON of the command line (docs/json.md)."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, RootModel

Number = int | float


class Record(BaseModel):
    """Base of all. More fields may be added; a program passes over those it does not know."""

    model_config = ConfigDict(extra="allow")


class Span(Record):
    """The core of every citation: `text[start:end] == quote`, in code points of the kept text."""

    document: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    page: int | None
    quote: str
    section: list[str]


class FoundBy(Record):
    """A passage's rank from each retriever."""

    vector: int | None
    lexical: int | None


class Passage(Span):
    """A ranked passage."""

    id: str
    title: str
    date: str | None
    themes: list[str]
    score: float
    found_by: FoundBy


class SearchRecord(Record):
    """`kg search --json`."""

    query: str
    filters: dict[str, Any]
    results: list[Passage]


class Interpretation(Record):
    """How a question was read."""

    topic: str
    themes: list[str]
    authorities: list[str]
    people: list[str]
    since: str | None
    until: str | None
    speaker: str | None
    stance: str | None


class Sentence(Record):
    """A sentence of an answer, with the ids of the evidence it was made from."""

    text: str
    citations: list[str]


class Evidence(Span):
    """A statement that bears on the question, with all that must travel with it."""

    id: str
    title: str
    date: str | None
    date_basis: str
    speaker: str | None
    evaluated: bool
    stance: str | None
    themes: list[str]
    caveats: list[str]
    score: float


class Note(Record):
    """What protects the reader."""

    kind: str
    text: str
    citations: list[str]


class AnswerRecord(Record):
    """`kg ask --json`."""

    question: str
    kind: str
    interpretation: Interpretation
    sparql: str
    answered: bool
    reason: str | None
    answer: list[Sentence]
    evidence: list[Evidence]
    notes: list[Note]


class Statistic(Span):
    """A number somebody stated."""

    indicator: str
    value: Number | list[Number] | None
    unit: str | None
    population: str | None
    period: str | None
    comparator: str | None
    relation: str | None


class Statistics(RootModel[list[Statistic]]):
    """`kg statistics --json`."""


class Side(Span):
    """One side of a discrepancy, and how it reads."""

    reading: str


class Discrepancy(Record):
    """Statements that cannot both stand as they read."""

    kind: str
    title: str
    sides: list[Side]
    explanation: str


class Discrepancies(RootModel[list[Discrepancy]]):
    """`kg discrepancies --json`."""


class FollowUp(Record):
    """What became of a recommendation."""

    recommendation: Span
    date: str | None
    status: str
    evidence: list[Span]


class FollowUps(RootModel[list[FollowUp]]):
    """`kg followup --json`."""


class Document(Record):
    """The document object."""

    name: str
    title: str
    kind: str | None
    date: str | None
    date_basis: str
    date_window: list[str] | None
    authority: str | None
    author: str | None
    evaluated: bool
    caveats: list[Span]
    pages: int | None
    sha256: str


class NotHeld(Record):
    """A document that is referred to and not held."""

    title: str
    kind: str | None
    date: str | None
    mentioned_in: list[Span]


class SourcesRecord(Record):
    """`kg sources --json`; documents not held stand on the last page."""

    held: list[Document]
    not_held: list[NotHeld]


class ShowRecord(Record):
    """`kg show NAME --json`; docs/json.md lists the fields of each entry."""

    document: Document
    passages: list[dict[str, Any]]
    statements: list[dict[str, Any]]
    statistics: list[dict[str, Any]]
    people: list[dict[str, Any]]
    inspections: list[dict[str, Any]]
    recommendations: list[dict[str, Any]]
    references: list[dict[str, Any]]


class Violation(Record):
    """What is wrong with a document's graph."""

    document: str
    messages: list[str]


class Violations(RootModel[list[Violation]]):
    """`kg validate --json`: empty when all is well."""


class FileRecord(Record):
    """What a change does with one file."""

    name: str
    step: str
    status: str
    reason: str | None
    document: str | None
    wrong: list[str]


class ChangeRecord(Record):
    """A change: waiting, running, done or failed; with its files, or what a review is now."""

    id: str
    kind: str
    state: str
    files: list[FileRecord]
    record: dict[str, Any] | None
    fault: str | None


class ChangeRecords(RootModel[list[ChangeRecord]]):
    """The last changes, newest first."""


class FactRecord(Record):
    """A fact that can be reviewed."""

    id: str
    kind: str
    found: dict[str, Any]
    annotator: str
    confidence: float


class Facts(RootModel[list[FactRecord]]):
    """`kg review facts --json`."""


class Reviews(Record):
    """`kg review list --json`."""

    reviews: list[dict[str, Any]]
    stale: int


class BriefingName(Record):
    """A briefing and its last version."""

    id: str
    title: str
    version: int


class BriefingNames(RootModel[list[BriefingName]]):
    """`kg briefing list --json`."""


class BriefingRecord(Record):
    """`kg briefing show --json`."""

    id: str
    title: str
    parts: list[dict[str, Any]]


class Fault(Record):
    """Why a briefing may not go out: the line, and what to do."""

    rule: str
    line: str
    message: str
    mend: str


class Faults(RootModel[list[Fault]]):
    """`kg briefing check --json`: empty when it may go out."""


class Move(Record):
    """What is otherwise than it was when the evidence was taken in."""

    kind: str
    line: str
    was: str
    now: str
    source: str


class Moves(RootModel[list[Move]]):
    """`kg briefing changes --json`."""


class Measures(RootModel[dict[str, dict[str, float]]]):
    """`kg eval --json`: the mean of each measure by kind of question, and over all."""


class Problem(Record):
    """Problem details after RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    line: int | None = None
    column: int | None = None
    faults: list[str] | None = None
