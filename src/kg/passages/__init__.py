"""Breaks a document into passages of 40 to 220 words, each an exact slice under one heading path.

`extract` made the blocks. Neighbours below one heading are merged, a line that leads into a list stays with it, a block
that is too long is cut between sentences. Furniture is never part of a passage; a heading only where it is all that a
slide says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from math import ceil
from typing import TYPE_CHECKING

from kg.model import Block, BlockRole, Heading, PageForm, Passage, Span
from kg.passages.sentence import cuts, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.model import Document

__all__ = ["sentences", "split"]

FEWEST = 40
"""Words below which a passage takes in its neighbour."""
ENOUGH = 120
"""Words above which a passage takes in no more."""
MOST = 220
"""Words above which a block is cut."""

_LEAF_WORDS = 3
_NUMBERED_WORDS = 15
_CAPTION = re.compile(r"(?:table|figure|chart|graph|box) ?\d{1,2}\b[^.!?]{0,120}$", re.IGNORECASE)
_VALEDICTION = re.compile(
    r"(?:yours (?:sincerely|faithfully|truly)|(?:kind|best|warm)\w* (?:regards|wishes))\b", re.IGNORECASE
)
_CLOSING = re.compile(
    r"(?:thank you (?:again|for)|i (?:would|should|am|hope|look|have)|we (?:would like|hope|look forward|are grateful)"
    r"|(?:this|the) letter|ofsted will|a copy of|please (?:note|do|contact)|if you (?:have|would|require))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A block, or a part of one that is too long."""

    block: Block
    start: int
    end: int
    words: int

    def leads(self, text: str) -> bool:
        """Whether it opens a list."""
        return text.endswith(":", self.start, self.end) or _CAPTION.match(text, self.start, self.end) is not None


@dataclass(slots=True)
class _State:
    """Where the walk through the blocks has got to.

    Attributes:
        below: for each block the next one that is no furniture.
        path: the headings above the block that is looked at.
        run: the blocks below the last of them that wait to be packed.
    """

    below: Sequence[Block | None]
    path: list[Heading] = field(default_factory=list)
    run: list[Block] = field(default_factory=list)


def split(document: Document) -> tuple[Passage, ...]:
    """The passages of a document in order, none overlapping; every block but furniture and headings is in one."""
    recognised = [page for page in document.pages if page.form is PageForm.OCR]
    return tuple(
        replace(each, ocr=True)
        if any(page.start < each.span.end and each.span.start < page.end for page in recognised)
        else each
        for each in _passages(document)
    )


def _passages(document: Document) -> Iterator[Passage]:
    state = _State(_below(document.blocks))
    closing = _closing(document)
    for index, block in enumerate(document.blocks):
        if index == closing:
            yield from _flush(document, state)
            state.path = state.path[:1]
        if block.role is BlockRole.HEADING:
            yield from _flush(document, state)
            yield from _enter(document, index, state)
        elif block.role is BlockRole.FURNITURE:
            yield from _flush(document, state)
        else:
            state.run.append(block)
    yield from _flush(document, state)


def _below(blocks: Sequence[Block]) -> list[Block | None]:
    made: list[Block | None] = []
    below: Block | None = None
    for block in reversed(blocks):
        made.append(below)
        below = below if block.role is BlockRole.FURNITURE else block
    return made[::-1]


def _enter(document: Document, index: int, state: _State) -> Iterator[Passage]:
    """Puts a heading on the path; one with nothing below it is a passage itself, for it is all that is said.

    One that is printed again right below (before a table of the same name) says nothing.
    """
    block = document.blocks[index]
    level = block.level or 1
    state.path = [heading for heading in state.path if heading.level < level]
    below = state.below[index]
    childless = below is None or (below.role is BlockRole.HEADING and (below.level or 1) <= level)
    twice = below is not None and _said(document, below) == _said(document, block)
    if childless and not twice and _words(document.text, block.span.start, block.span.end) >= _LEAF_WORDS:
        yield Passage(block.span, tuple(state.path), (block.span,), block.page, block.number)
    state.path.append(Heading(block.span, level, block.confidence))


def _flush(document: Document, state: _State) -> Iterator[Passage]:
    units = [unit for block in state.run for unit in _units(document.text, block)]
    state.run = []
    for group in _pack(document.text, units):
        first = group[0]
        yield Passage(
            span=Span(first.start, group[-1].end),
            headings=tuple(state.path),
            sentences=tuple(
                span
                for unit in group
                for span in sentences(document.text, unit.start, unit.end, row=unit.block.role is BlockRole.ROW)
            ),
            page=first.block.page,
            number=first.block.number,
        )


def _pack(text: str, units: Sequence[_Unit]) -> list[list[_Unit]]:
    """Units in groups of a passage each."""
    groups: list[list[_Unit]] = []
    for unit in units:
        if groups and _joins(text, groups[-1], unit):
            groups[-1].append(unit)
        else:
            groups.append([unit])
    if len(groups) > 1 and not _stands_alone(groups[-1]):
        left = _total(groups[-1])
        if left < FEWEST and _total(groups[-2]) + left <= MOST:
            groups[-2:] = [groups[-2] + groups[-1]]
    return groups


def _joins(text: str, group: list[_Unit], unit: _Unit) -> bool:
    """Whether a unit belongs to the passage before it."""
    total = _total(group)
    if total + unit.words > MOST:
        return False
    if group[-1].leads(text):
        return True
    if _stands_alone([unit]):
        return total < _NUMBERED_WORDS
    if total >= FEWEST and unit.leads(text):
        return False
    return total < FEWEST or total + unit.words <= ENOUGH


def _stands_alone(group: list[_Unit]) -> bool:
    """Whether people cite what begins here by its printed number."""
    return group[0].block.number is not None and group[0].block.role is BlockRole.PARAGRAPH


def _total(group: list[_Unit]) -> int:
    return sum(unit.words for unit in group)


def _units(text: str, block: Block) -> Iterator[_Unit]:
    """A block as it is, or cut between its sentences into parts of like length."""
    start, end = block.span.start, block.span.end
    words = _words(text, start, end)
    if words <= MOST:
        yield _Unit(block, start, end, words)
        return
    size = words / ceil(words / MOST)
    edges, held = [start], 0
    steps = _steps(text, cuts(text, start, end), end)
    for at, until in steps:
        count = _words(text, at, until)
        if held and (held + count > MOST or held + count / 2 > size):
            edges.append(at)
            held = 0
        held += count
    for at, until in zip(edges, [*edges[1:], end], strict=True):
        last = at + len(text[at:until].rstrip())
        yield _Unit(block, at, last, _words(text, at, last))


def _steps(text: str, starts: list[int], end: int) -> Iterator[tuple[int, int]]:
    """Sentences; one that is longer than a passage may be, word by word."""
    for at, until in zip(starts, [*starts[1:], end], strict=True):
        if _words(text, at, until) <= MOST:
            yield at, until
            continue
        found = [at + match.start() for match in re.finditer(r"\S+", text[at:until])]
        yield from zip(found, [*found[1:], until], strict=True)


def _closing(document: Document) -> int | None:
    """The index of the block with which a letter takes leave: from there on its sections are over."""
    blocks = document.blocks
    at = next(
        (i for i, b in enumerate(blocks) if b.role is BlockRole.FURNITURE and _opens(document, b, _VALEDICTION)), None
    )
    if at is None:
        return None
    found = at
    for index in range(at - 1, -1, -1):
        if blocks[index].role is not BlockRole.PARAGRAPH:
            break
        if _opens(document, blocks[index], _CLOSING):
            found = index
    return found


def _opens(document: Document, block: Block, pattern: re.Pattern[str]) -> bool:
    return pattern.match(document.text, block.span.start, block.span.end) is not None


def _said(document: Document, block: Block) -> str:
    return document.text[block.span.start : block.span.end].casefold()


def _words(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())
