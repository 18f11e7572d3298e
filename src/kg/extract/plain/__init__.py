"""Blocks of a plain text (a letter, a report, slides exported as text): what each stretch is, told by words and layout.

scan       lines to pieces: "#" headings, bullets, table rows, paragraphs
furniture  repeated logos, page numbers, letterhead, signature, imprint
join       paragraphs that a page break cut
headings   headings among short lines; rank: their levels
lexicon    the words these documents share
piece      a block in the making

The text itself is never changed: a block is a slice of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.plain.furniture import find_furniture, is_letter
from kg.extract.plain.headings import find_headings
from kg.extract.plain.join import join_cut
from kg.extract.plain.piece import Piece
from kg.extract.plain.rank import rank
from kg.extract.plain.scan import scan
from kg.model import Block, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Piece", "blocks", "refine", "scan"]


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a plain text, in order, none overlapping; everything that holds a letter or digit is in one."""
    return refine(text, scan(text))


def refine(text: str, pieces: Iterable[Piece], *, structured: bool = False) -> tuple[Block, ...]:
    """The blocks that pieces turn out to be once their neighbours are seen.

    Args:
        text: what the pieces are slices of.
        pieces: in order, none overlapping.
        structured: whether the format tells paragraphs and headings, so that none is put together or guessed.
    """
    found = find_furniture(text, tuple(pieces))
    letter = is_letter(text, found)
    found = found if structured else join_cut(text, found)
    found = rank(text, find_headings(text, found, structured=structured), letter=letter)
    return tuple(_block(piece) for piece in found)


def _block(piece: Piece) -> Block:
    return Block(
        Span(piece.start, piece.end), piece.role, level=piece.level, number=piece.number, confidence=piece.confidence
    )
