"""What may become evidence: a statement, or a fact of another class, and all that the retrievers say of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.model import Span
    from kg.search.seeking import Seeking

STATEMENT = "Statement"
PEOPLE = ("Role", "Party")
"""Facts about who holds a post."""
HAPPENED = ("Inspection", "Event", "Reference")
"""Facts about what happened."""
INSIDE = {"Statistic"}
"""Facts that are quoted with the statement around them only."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of another class than statements: a post, an inspection, a figure, a grade.

    Attributes:
        class_: Role, Party, Inspection, Event, Reference, Statistic or Judgement.
        person: who holds the post; empty for the rest.
        post: the post, or what an inspection is called, a figure counts, a grade is for.
        organisation: whose post it is, or of whom a figure is said.
        sort: framework, kind of event, kind of document or grade, as a notation.
        date: the first day, month or year; for a post, the day it is known for.
        relation: signatory or addressee.
        unit: of a figure: "%", "GBP" or the thing counted.
    """

    class_: str
    person: str = ""
    post: str = ""
    organisation: str = ""
    sort: str | None = None
    date: str | None = None
    relation: str | None = None
    unit: str | None = None

    @property
    def label(self) -> str:
        """The words that say what it is."""
        return " ".join(filter(None, (self.post, self.organisation, self.person)))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement that may be evidence, or a fact of another class (a post, an inspection), as the graph has it.

    Attributes:
        class_: Statement, or the class of the fact that it is.
        passage: the passage it stands in; None for a letterhead or a signature.
        facts: what it is, or what it holds, of the classes that the question asks for.
        fit: how well the best of them answers to the question, from 0 to 1.
    """

    path: str
    class_: str
    passage: str | None
    document: str
    span: Span
    page: int | None
    text: str
    stance: str | None
    speaker: str | None
    themes: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    fit: float = 0.0
    score: float = 0.0

    @property
    def label(self) -> str:
        """The words that its facts add to its own."""
        return " ".join(fact.label for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Signals:
    """What the retrievers say, beside the candidates themselves.

    Attributes:
        passages: score of each passage that the index found, by path.
        headings: the words above each passage, by path.
        themes: weight of each theme that counts.
        kinds: kind of each document, by id.
        speakers: of a comparison whose sides are parted, whose word is asked of each document, by id.
        seeking: what facts the question seeks.
        weigh: how well each of some texts answers to the topic's words.
    """

    passages: Mapping[str, float]
    headings: Mapping[str, str]
    themes: Mapping[str, float]
    kinds: Mapping[str, str | None]
    speakers: Mapping[str, tuple[str | None, ...]]
    seeking: Seeking
    weigh: Callable[[Sequence[str]], Sequence[float]]
