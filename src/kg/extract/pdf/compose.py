"""Finished drafts into a Document: one text, with the span, page and boxes of every block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.pdf.drafts import joined
from kg.extract.pdf.paragraphs import is_number
from kg.model import Block, BlockRole, Box, Page, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.pdf.drafts import Draft
    from kg.extract.pdf.lines import Line

BETWEEN = "\n\n"
"""Between two blocks in the kept text."""


class Composer:
    """Collects the text, blocks and pages of a document."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._starts: dict[int, int] = {}
        self.blocks: list[Block] = []

    def add(self, draft: Draft) -> None:
        """Adds a draft as the next block; a bullet without words is none."""
        if not draft.words().strip():
            return
        if self._parts:
            self._put(BETWEEN)
        self._starts.setdefault(draft.page, self._length)
        if draft.marked:
            self._put(_prefix(draft))
        start = self._length
        self._put_words(draft)
        number = draft.marker if draft.marked and is_number(draft.marker) else None
        self.blocks.append(
            Block(
                Span(start, self._length),
                draft.role,
                draft.level,
                draft.page,
                number,
                draft.confidence,
                tuple(_box(line) for line in draft.lines),
            )
        )

    def note(self, words: str) -> None:
        """Adds what is said of the reading itself as furniture, after all that is printed."""
        self._put(BETWEEN)
        self.blocks.append(Block(Span(self._length, self._length + len(words)), BlockRole.FURNITURE))
        self._put(words)

    def text(self) -> str:
        """The kept text."""
        return "".join(self._parts)

    def pages(self, count: int) -> tuple[Page, ...]:
        """The pages, each from its first word to that of the next; one without words is empty."""
        starts = [0] * count
        following = self._length
        for number in range(count, 0, -1):
            following = min(following, self._starts.get(number, following))
            starts[number - 1] = following
        if count:
            starts[0] = 0
        ends = [*starts[1:], self._length]
        return tuple(Page(index + 1, start, end) for index, (start, end) in enumerate(zip(starts, ends, strict=True)))

    def _put(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _put_words(self, draft: Draft) -> None:
        """Puts the words in, and notes where in them a new page begins."""
        if draft.cells:
            self._put(draft.words())
            return
        text = ""
        for page, lines in _by_page(draft.lines):
            texts = [line.text for line in lines]
            if lines[0] is draft.lines[0] and draft.marked:
                texts[0] = texts[0][lines[0].begins :]
            whole = joined([text, *texts]) if text else joined(texts)
            if text:
                space = 1 if whole[len(text) : len(text) + 1] == " " else 0
                self._starts.setdefault(page, self._length + len(text) + space)
            text = whole
        self._put(text.strip())


def _by_page(lines: Sequence[Line]) -> list[tuple[int, list[Line]]]:
    pages: list[tuple[int, list[Line]]] = []
    for line in lines:
        if not pages or pages[-1][0] != line.page:
            pages.append((line.page, []))
        pages[-1][1].append(line)
    return pages


def _prefix(draft: Draft) -> str:
    """The marker as it is kept in the text, before the block: a private-use bullet glyph as "•"."""
    line = draft.lines[0]
    if "\ue000" <= line.marker <= "\uf8ff":
        return "• "
    return line.text[: line.begins].rstrip() + " "


def _box(line: Line) -> Box:
    edges = (line.left, line.top, line.right, line.bottom)
    return Box(line.page, *(round(edge, 1) for edge in edges))
