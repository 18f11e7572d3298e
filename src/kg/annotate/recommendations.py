"""Finds the formal asks of an inspectorate: areas for priority action, what needs to improve, recommendations."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Annotated, Block, BlockRole, Passage, Recommendation, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.vocabulary import Vocabulary

NAME = "recommendations/2"

PRIORITY, IMPROVEMENT = "priority_action", "improvement"

_NOT = re.compile(
    r"practice study|case study|strengths|progress since|self[- ]evaluation|good practice"
    r"|experiences and progress of"
    r"|impact of leaders|findings|overall effectiveness|information about|inspection judgement|next steps",
    re.IGNORECASE,
)
_HEADINGS = (
    (
        PRIORITY,
        re.compile(r"areas? for (?:priority|immediate|urgent)|priority (?:and immediate )?actions?\b", re.IGNORECASE),
    ),
    (PRIORITY, re.compile(r"areas? of significant (?:weakness|concern)", re.IGNORECASE)),
    (
        IMPROVEMENT,
        re.compile(
            r"what .{0,60}\bneeds? to improve|\bareas? for improvement|^priorities for (?:further )?improvement",
            re.IGNORECASE,
        ),
    ),
    (IMPROVEMENT, re.compile(r"^(?:key |main |our )?recommendations?(?: for .{0,60})?$", re.IGNORECASE)),
)
_OTHER_KINDS = frozenset({"peer-review", "monitoring-note"})
_NONE = re.compile(
    r"\b(?:did not (?:find|identify)|no areas?|there (?:are|were) no)\b"
    r"|\b(?:the )?following (?:actions?|areas?)\b.{0,40}:$|\bshould take the following\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:should|must|needs? to|ensure|improve|is required|are required)\b", re.IGNORECASE)
_HEAD_ROW = re.compile(r"responsible body|^areas? for (?:priority action|improvement)$", re.IGNORECASE)


def annotate(annotated: Annotated, vocabulary: Vocabulary) -> Annotated:
    """The asks of an inspectorate's or a reviewer's document, as printed; a council's own plans are none."""
    kind = vocabulary.kinds.get(annotated.metadata.kind or "")
    if kind is None or (kind.speaker != "inspectorate" and kind.id not in _OTHER_KINDS):
        return annotated
    found = [one for part in _sections(annotated) for one in _of_section(annotated, *part)]
    return replace(annotated, recommendations=tuple(sorted(found, key=lambda one: one.span)))


def _sections(annotated: Annotated) -> Iterator[tuple[str, list[Block]]]:
    """Blocks under each heading that asks for something, with what it asks for."""
    sections: dict[Span, tuple[str, list[Block]]] = {}
    for passage in annotated.passages:
        kind = _kind(annotated, passage)
        if kind is None:
            continue
        blocks = [block for block in annotated.document.blocks if block.span in passage.span]
        blocks = blocks or [Block(span, BlockRole.BULLET) for span in passage.sentences]
        sections.setdefault(passage.headings[-1].span, (kind, []))[1].extend(blocks)
    yield from sections.values()


def _of_section(annotated: Annotated, kind: str, blocks: list[Block]) -> Iterator[Recommendation]:
    """The asks of a section; where its list begins with bullets, what stands after the last is no part of it."""
    text = annotated.document.text
    bullets = [at for at, block in enumerate(blocks) if block.role is BlockRole.BULLET]
    asks = [at for at, block in enumerate(blocks) if _span(text, block) is not None]
    last = bullets[-1] if bullets and bullets[0] == asks[0] else len(blocks)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        span = _span(text, block) if at <= last else None
        at += 1
        if span is None:
            continue
        limbs = at
        while block.role is not BlockRole.BULLET and text[span.end - 1] == ":" and limbs < len(blocks):
            if blocks[limbs].role is not BlockRole.BULLET:
                break
            limbs += 1
        if limbs > at:
            span = Span(span.start, blocks[limbs - 1].span.end)
            at = limbs
        yield Recommendation(span, kind, NAME)


def _kind(annotated: Annotated, passage: Passage) -> str | None:
    """What the nearest heading that says so asks for."""
    text = annotated.document.text
    for heading in reversed(passage.headings):
        words = " ".join(text[heading.span.start : heading.span.end].split())
        if _NOT.search(words):
            return None
        for kind, pattern in _HEADINGS:
            if pattern.search(words):
                return kind
    return None


def _span(text: str, block: Block) -> Span | None:
    """The words of a block that ask for something; None for an introduction, a sub-heading or the head of a table."""
    span = block.span
    if block.role is BlockRole.ROW:
        cell = text.rfind("\t", span.start, span.end)
        span = Span(cell + 1, span.end) if cell >= 0 else span
    words = text[span.start : span.end]
    if block.role in (BlockRole.HEADING, BlockRole.FURNITURE) or _NONE.search(words) or _HEAD_ROW.search(words):
        return None
    if block.role is BlockRole.BULLET or block.number is not None:
        return span
    short = len(words) < 70 and not words.endswith(".")
    return None if short or not _ASKS.search(words) else span
