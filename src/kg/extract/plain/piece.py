"""A stretch of plain text before its role is settled; `scan` cuts them, the other modules here refine them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.model import BlockRole

_EDGE = "#`~|\\\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_EMPHASIS = ("**", "__", "*", "_")
_FINAL = re.compile(r"[.!?…:;][\"'”’)\]*_]*$")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]*_]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """One block in the making.

    Attributes:
        start, end: its words in the text; no white space, bullet glyph or emphasis mark at the edges.
        role: as far as it is known.
        gap: the number of blank lines before it; two and more are a page break or the edge of a text box.
        lines: how many lines it has.
        level: depth of a bullet or rank of a heading, from 1.
        number: the printed number of a paragraph or list item.
        confidence: of the role.
        settled: the format itself says the role ("#", a table row), so that no rule may change it.
        bold: the format says that all its words are bold.
        cells: the cells of a table row.
    """

    start: int
    end: int
    role: BlockRole = BlockRole.PARAGRAPH
    gap: int = 0
    lines: int = 1
    level: int | None = None
    number: str | None = None
    confidence: float = 1.0
    settled: bool = False
    bold: bool = False
    cells: tuple[tuple[int, int], ...] = ()

    def text(self, text: str) -> str:
        """Its words, emphasis marks left out, white space made single."""
        return " ".join(text[self.start : self.end].replace("*", "").split())

    def after(self, gap: int) -> Piece:
        """The same piece with that many blank lines before it."""
        return replace(self, gap=max(0, gap))

    def furniture(self) -> Piece:
        """The same words as furniture."""
        return replace(self, role=BlockRole.FURNITURE, level=None, number=None)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The edges moved inwards past white space, control characters and marks of emphasis; empty if nothing remains.

    A mark at one edge whose partner stands inside stays: "a **growing number**" keeps both.
    """
    while True:
        while start < end and _is_edge(text[start]):
            start += 1
        while end > start and _is_edge(text[end - 1]):
            end -= 1
        mark = next((mark for mark in _EMPHASIS if _stressed(text, start, end, mark)), None)
        if mark is None:
            return start, end
        start += len(mark) if text.startswith(mark, start, end) else 0
        end -= len(mark) if text.endswith(mark, start, end) else 0


def _stressed(text: str, start: int, end: int, mark: str) -> bool:
    """Whether a mark of emphasis stands at an edge, and has its partner at the other or none at all."""
    first, last = text.startswith(mark, start, end), text.endswith(mark, start, end)
    if not (first or last):
        return False
    count = text.count(mark, start, end)
    return (first and last and count <= 2) or count == 1


def _is_edge(character: str) -> bool:
    return character.isspace() or character in _EDGE or (character < " ") or "\x7f" <= character <= "\x9f"


def words(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return _SENTENCE_END.search(text) is not None


def ends_finally(text: str) -> bool:
    """Whether a text ends in punctuation that closes a sentence or opens a list."""
    return _FINAL.search(text) is not None
