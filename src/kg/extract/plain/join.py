"""Puts a paragraph together again that a page break cut: one piece that spans the gap, blank lines and all."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.plain import lexicon
from kg.extract.plain.piece import Piece, ends_finally, ends_sentence, words
from kg.model import BlockRole

_PROSE = (BlockRole.PARAGRAPH, BlockRole.BULLET)
_FEW = 5
_MANY = 25


def join_cut(text: str, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The pieces with each cut paragraph or bullet whole."""
    made: list[Piece] = []
    for piece in pieces:
        if made and _goes_on(text, made[-1], piece):
            made[-1] = replace(made[-1], end=piece.end, lines=made[-1].lines + piece.lines)
        else:
            made.append(piece)
    return tuple(made)


def _goes_on(text: str, piece: Piece, following: Piece) -> bool:
    """Whether the second piece is the rest of the first."""
    if piece.role not in _PROSE or following.role not in _PROSE or piece.settled or following.settled:
        return False
    head, tail = piece.text(text), following.text(text)
    if ends_finally(head) or following.number or lexicon.is_known_heading(tail):
        return False
    if following.role is BlockRole.BULLET:
        return _is_false_bullet(piece, following, head, tail)
    if tail[:1].islower():
        return words(head) >= _FEW or (lexicon.dangles(head) and piece.lines == 1)
    return _is_cut_prose(following, head, tail)


def _is_false_bullet(piece: Piece, following: Piece, head: str, tail: str) -> bool:
    """A bullet in lower case after prose that breaks off is no bullet; in a list of such bullets it is one."""
    if not tail[:1].islower() or not following.gap or words(head) < _FEW:
        return False
    if piece.role is BlockRole.BULLET:
        return head[:1].isupper() and (following.gap > 1 or words(head) >= _MANY)
    return words(head) >= 2 * _FEW


def _is_cut_prose(following: Piece, head: str, tail: str) -> bool:
    """Prose that breaks off before a name or a number: the words around the gap must leave no other reading."""
    if not following.gap or words(head) < 2 * _FEW:
        return False
    prose_follows = ends_sentence(tail) and words(tail) >= _FEW
    if lexicon.dangles(head):
        return prose_follows
    return prose_follows and words(head) >= _MANY and ". " in head
