"""Makes the text of a format that has none of its own: its blocks joined by blank lines, and the pages they are on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.errors import SourceError
from kg.extract.plain import Piece, refine
from kg.extract.plain.piece import trim
from kg.extract.plain.scan import marker
from kg.model import Block, BlockRole, Document, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

_BREAKS = re.compile(r"[ \t\xa0]*(?:\r\n|[\n\r\v\f\x85\u2028\u2029])\s*")
_SPACES = re.compile(r"[ \t]+")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]|_x000[0-9A-F]_")
_WORD = re.compile(r"[^\W_]")
_SEPARATOR = "\n\n"
_CELLS = " | "


def clean(words: str) -> str:
    """Words as they are printed: no control characters, no space at the edges or doubled, single line breaks."""
    return _BREAKS.sub("\n", _SPACES.sub(" ", _CONTROL.sub(" ", words))).strip()


@dataclass(slots=True)
class Build:
    """A document in the making.

    Attributes:
        pieces: its blocks.
        pages: the pages closed so far.
        warnings: what could not be read, one line each.
    """

    pieces: list[Piece] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _paged: int = 0

    def add(self, words: str, piece: Piece) -> None:
        """Appends a block with the role and marks of a piece, whose edges are set here; nothing where no word is.

        A bullet glyph or a number typed at the start of a paragraph is told as in plain text.
        """
        words = clean(words)
        if not _WORD.search(words):
            return
        start = self._write(words)
        gap, lines, end = piece.gap + 1, words.count("\n") + 1, start + len(words)
        if piece.role is BlockRole.PARAGRAPH and not piece.settled and not piece.number:
            marked = marker(words)
            at, to = trim(words, marked.skip, len(words))
            if marked.skip and at < to:
                piece = replace(piece, role=marked.role, level=marked.level, number=marked.number)
                start, end = start + at, start + to
        self.pieces.append(replace(piece, start=start, end=end, lines=lines, gap=gap))

    def row(self, cells: Sequence[str], gap: int = 0) -> None:
        """Appends a row of a table: its cells parted by bars, an empty one between others kept so that columns stay."""
        said = [clean(cell) for cell in cells]
        while said and not said[-1]:
            said.pop()
        while said and not said[0]:
            said.pop(0)
        if not any(_WORD.search(cell) for cell in said):
            return
        start = at = self._write(_CELLS.join(said))
        edges = []
        for cell in said:
            if cell:
                edges.append((at, at + len(cell)))
            at += len(cell) + len(_CELLS)
        self.pieces.append(Piece(start, edges[-1][1], BlockRole.ROW, gap, settled=True, cells=tuple(edges)))

    @property
    def length(self) -> int:
        """Characters of the text so far."""
        return self._length

    def page(self, number: int) -> None:
        """Closes a page that holds all blocks since the last one was closed; a page without words is none."""
        if self._paged < len(self.pieces):
            self.pages.append(Page(number, self.pieces[self._paged].start, self._length))
            self._paged = len(self.pieces)

    def document(self, name: str, media_type: str, sha256: str, *, structured: bool) -> Document:
        """The document.

        Args:
            name: the file's name.
            media_type: of the file.
            sha256: of the file's bytes.
            structured: whether the format itself tells headings, so that short lines are none.

        Raises:
            SourceError: there are no words in it.
        """
        text = "".join(self._parts)
        found = refine(text, self.pieces, structured=structured)
        if not found:
            reason = "; ".join(self.warnings[:3])
            raise SourceError(name, f"holds no words{': ' + reason if reason else ''}")
        pages = tuple(self.pages)
        return Document(
            name, media_type, sha256, text, pages, tuple(_paged(found, pages)), tuple(dict.fromkeys(self.warnings))
        )

    def _write(self, words: str) -> int:
        if self._parts:
            self._parts.append(_SEPARATOR)
            self._length += len(_SEPARATOR)
        start = self._length
        self._parts.append(words)
        self._length += len(words)
        return start


def _paged(blocks: Sequence[Block], pages: tuple[Page, ...]) -> list[Block]:
    """Blocks with the page that each begins on."""
    made, at = [], 0
    for block in blocks:
        while at < len(pages) and pages[at].end <= block.span.start:
            at += 1
        on = at < len(pages) and pages[at].start <= block.span.start
        made.append(replace(block, page=pages[at].number) if on else block)
    return made
