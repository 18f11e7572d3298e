"""The documents of one authority as linking sees them: in order of time, each able to cite itself."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.linking import times
from kg.linking.citations import Citations
from kg.linking.matters import SOME
from kg.linking.subjects import Subject, read_subject
from kg.vocabulary import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model import Annotated, Citation, Metadata, Span, Statement
    from kg.vocabulary import Vocabulary


@dataclass(frozen=True)
class Source:
    """A document with its name, its kind and its place in time.

    Attributes:
        kind: a notation, None where not determined.
        label: what its kind is called.
        inspects: whether it publishes an inspectorate's own findings.
        framework: the framework it reports under, None for what is no such report.
        window: the days, ISO 8601, between which what it tells was so; None where that is not known.
    """

    name: str
    annotated: Annotated
    kind: str | None
    label: str
    inspects: bool
    framework: str | None
    window: times.Window | None

    @property
    def id(self) -> str:
        """Of the document: unlike its name, it does not change with what else is held."""
        return self.annotated.document.id

    @property
    def metadata(self) -> Metadata:
        """The document's own."""
        return self.annotated.metadata

    @property
    def at(self) -> str:
        """The last day for which it speaks; what cannot be placed in time comes last."""
        return self.window[1] if self.window else "9999"

    @property
    def date(self) -> str | None:
        """The document's own date as it is known: a day, a month, a year, or the first day of its window."""
        date = self.annotated.metadata.date
        return date.value or (date.window[0] if date.window else None)

    @property
    def published(self) -> str:
        """The last day on which the document can have come out; the last for which it speaks where no date is known."""
        date = self.metadata.date
        if date.window:
            return date.window[1]
        return times.between(date.value, None)[1] if date.value else self.at

    @cached_property
    def _cite(self) -> Citations:
        return Citations(self.annotated, self.name)

    @cached_property
    def _starts(self) -> list[int]:
        return [statement.span.start for statement in self.annotated.statements]

    def cite(self, span: Span) -> Citation:
        """A span as a citation."""
        return self._cite(span)

    def around(self, span: Span) -> str:
        """Path of the passage that a span stands in, or of the document where it stands outside all passages."""
        passage = self._cite.around(span)
        return names.passage(self.id, passage.span) if passage else names.document(self.id)

    def words(self, span: Span) -> str:
        """The words of a span on one line."""
        return " ".join(self.annotated.document.text[span.start : span.end].split())

    def heading(self, span: Span) -> str:
        """The nearest heading above a span; empty where there is none."""
        section = self.cite(span).section
        return section[-1] if section else ""

    def subject(self, span: Span) -> Subject:
        """What the words of a span are about; where they name no group of children, a heading above may."""
        found = read_subject(self.words(span))
        above = [read_subject(heading) for heading in reversed(self.cite(span).section)]
        groups = found.groups or next((heading.groups for heading in above if heading.groups), frozenset())
        some = above[0].matters & SOME if above else frozenset()
        return replace(found, groups=groups, matters=found.matters | some)

    def statement(self, span: Span) -> Statement | None:
        """The statement in which a span begins."""
        position = bisect_right(self._starts, span.start) - 1
        if position < 0:
            return None
        found = self.annotated.statements[position]
        return found if span.start < found.span.end else None

    def said(self, span: Span) -> tuple[Statement, ...]:
        """The statements that a span touches, in order."""
        each = self.annotated.statements
        first = max(0, bisect_right(self._starts, span.start) - 1)
        last = bisect_right(self._starts, span.end - 1)
        return tuple(one for one in each[first:last] if one.span.end > span.start)

    def next(self, statement: Statement) -> Statement | None:
        """The statement that follows one in its passage."""
        position = bisect_right(self._starts, statement.span.start)
        following = self.annotated.statements[position : position + 1]
        return following[0] if following and following[0].passage == statement.passage else None


def in_order(documents: Iterable[tuple[str, Annotated]], vocabulary: Vocabulary) -> tuple[Source, ...]:
    """The documents, each with its name, by the time for which they speak, then by date and id."""
    return tuple(
        sorted((_source(name, one, vocabulary) for name, one in documents), key=lambda s: (s.at, s.date or "", s.id))
    )


def _source(name: str, annotated: Annotated, vocabulary: Vocabulary) -> Source:
    kind = vocabulary.kinds.get(annotated.metadata.kind or "")
    inspects = kind is not None and kind.evaluated and kind.speaker == "inspectorate"
    return Source(
        name,
        annotated,
        kind.id if kind else None,
        kind.label if kind else "document",
        inspects,
        kind.framework if kind and inspects else None,
        _window(annotated, inspects=inspects),
    )


def _window(annotated: Annotated, *, inspects: bool) -> times.Window | None:
    """An inspection speaks for its own days, a meeting's papers for the meeting; the rest for the date they bear."""
    own = [event for event in annotated.metadata.events[:1] if event.start]
    if own and (inspects or "meeting" in own[0].type or "visit" in own[0].type):
        return times.between(str(own[0].start), own[0].end)
    date = annotated.metadata.date
    if date.window:
        return date.window
    return times.between(date.value, None) if date.value else None
