"""Invented papers about one authority for the tests of linking, each given as headings with sentences."""

from __future__ import annotations

from dataclasses import replace

from kg.linking.sources import Source
from kg.model import Annotated, Document, DocumentDate, Heading, Metadata, Passage, Recommendation, Span, Statement
from kg.model.annotation import Basis

Section = tuple[str, list[str]]


def paper(day: str, *sections: Section, council: bool = False, framework: str = "ilacs", name: str = "") -> Source:
    """A paper of a day; what stands under a heading that begins with "What needs to improve" is recommended.

    Args:
        day: ISO 8601; an inspection has it as its day, and came out on it.
        sections: headings, each with its sentences, one a passage.
        council: whether a council wrote it and speaks in it; else it is an inspection report.
    """
    text, statements, passages, asked = "", [], [], []
    for title, sentences in sections:
        heading = Heading(Span(len(text), len(text) + len(title)), 1)
        text += title + "\n\n"
        for sentence in sentences:
            span = Span(len(text), len(text) + len(sentence))
            text += sentence + "\n\n"
            passages.append(Passage(span, (heading,)))
            statements.append(
                Statement(span, span, speaker="council" if council else "inspectorate", annotator="test/1")
            )
            if title.startswith(("What needs to improve", "Areas for priority action")):
                kind = "priority_action" if "priority" in title else "improvement"
                asked.append(Recommendation(span, kind, "test/1"))
    identity = name or f"{day}.txt"
    document = Document(identity, "text/plain", identity.ljust(64, "0"), text)
    date = DocumentDate(day, Basis.STATED)
    annotated = Annotated(
        document, tuple(passages), Metadata("A paper", date=date), statements=tuple(statements),
        recommendations=() if council else tuple(asked),
    )  # fmt: skip
    return Source(
        identity, annotated, None, "slides" if council else "report", inspects=not council,
        framework=None if council else framework, window=(day, day),
    )  # fmt: skip


def said(source: Source, stance: str) -> Source:
    """The same paper with one stance for all that it says."""
    annotated = source.annotated
    statements = tuple(replace(statement, stance=stance) for statement in annotated.statements)
    return replace(source, annotated=replace(annotated, statements=statements))
