"""Gives headings their rank: title, section or slide, sub-heading; a slide that only opens a part stands above it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from kg.extract.plain import lexicon
from kg.extract.plain.piece import Piece, words
from kg.model import BlockRole

_GAP = 2
_LONGEST = 16
_DIVIDER_LINES = 6


@dataclass(slots=True)
class _Outline:
    """What is known of the document while its headings are ranked in order.

    Attributes:
        base: the level of sections, or of slides that open a part.
        part: the level of slides below such a slide, else the same.
        deck: whether it is a set of slides, where blank lines mean something.
        counts: how often each heading occurs: one that recurs stands below what changes.
        inside: whether the last heading was a sub-heading.
        lowest: the lowest level given so far; 0 before the first.
    """

    base: int
    part: int
    deck: bool
    counts: Counter[str]
    inside: bool = False
    lowest: int = 0


def rank(text: str, pieces: tuple[Piece, ...], *, letter: bool) -> tuple[Piece, ...]:
    """The pieces with a level on every heading, from 1."""
    made = list(pieces)
    headings = [i for i, piece in enumerate(made) if piece.role is BlockRole.HEADING]
    if any(made[i].settled for i in headings):
        return _below_explicit(text, made)
    title = headings[0] if headings and _is_document_title(text, made, headings[0], letter=letter) else None
    base = 1 if title is None else 2
    counts = Counter(lexicon.bare(made[i].text(text)).lower() for i in headings)
    outline = _Outline(base, base, not letter and _is_deck(made), counts)
    for index in headings:
        if index == title:
            level = 1
        elif outline.deck and _divides(text, made, index):
            level, outline.part, outline.inside = base, base + 1, False
        else:
            level = _level(text, made, index, outline)
            outline.inside = level > outline.part
        outline.lowest = max(outline.lowest, level)
        made[index] = replace(made[index], level=level)
    return tuple(made)


def _level(text: str, pieces: list[Piece], index: int, outline: _Outline) -> int:
    """The level of one heading, those above it having theirs."""
    piece = pieces[index]
    quote = piece.text(text)
    recurs = outline.deck or outline.counts[lexicon.bare(quote).lower()] > 1
    sub = recurs and (lexicon.is_sub_heading(quote) or quote.endswith(":"))
    if not outline.deck and lexicon.is_section_heading(quote) and not sub:
        return outline.base
    if sub and outline.lowest >= outline.part:
        return outline.part + 1
    above = pieces[index - 1] if index else None
    if above is not None and above.role is BlockRole.HEADING and above.level is not None and piece.gap < _GAP:
        return above.level + 1
    leads = index + 1 < len(pieces) and pieces[index + 1].role is BlockRole.HEADING
    sibling = outline.inside and outline.deck and piece.gap < _GAP and not leads
    return outline.part + 1 if sibling else outline.part


def _below_explicit(text: str, pieces: list[Piece]) -> tuple[Piece, ...]:
    """Headings that the format ranks keep their rank; one found by its words stands a rank below the last of them."""
    headings = [i for i, piece in enumerate(pieces) if piece.role is BlockRole.HEADING]
    first = headings[0]
    highest = min(pieces[i].level or 1 for i in headings if pieces[i].settled)
    titled = not pieces[first].settled and _is_document_title(text, pieces, first, letter=True)
    lower = 1 if titled and highest == 1 else 0
    level = 0
    for index in headings:
        piece = pieces[index]
        if piece.settled and piece.level is not None:
            level = piece.level + lower
            pieces[index] = replace(piece, level=level)
        else:
            quote = piece.text(text)
            section = lexicon.is_section_heading(quote) and not lexicon.is_sub_heading(quote)
            pieces[index] = replace(piece, level=max(2, level) if section else level + 1)
    return tuple(pieces)


def _is_document_title(text: str, pieces: list[Piece], index: int, *, letter: bool) -> bool:
    """Whether the first heading names the document: nothing is said before it, and no list begins right below it."""
    before = [piece for piece in pieces[:index] if piece.role is not BlockRole.FURNITURE and not piece.settled]
    if any(words(piece.text(text)) > _LONGEST for piece in before):
        return False
    quote = pieces[index].text(text)
    if lexicon.is_known_heading(quote):
        return False
    following = pieces[index + 1].role if index + 1 < len(pieces) else None
    return letter or following not in (BlockRole.BULLET, BlockRole.ROW)


def _is_deck(pieces: list[Piece]) -> bool:
    """Whether bullets are most of what is said, as on slides."""
    bullets = sum(piece.role is BlockRole.BULLET for piece in pieces)
    prose = sum(piece.role is BlockRole.PARAGRAPH and piece.end - piece.start > 200 for piece in pieces)
    return bullets > 3 * prose


def _divides(text: str, pieces: list[Piece], index: int) -> bool:
    """Whether a slide only opens a part: a title, a few short lines at most, then a logo or the next slide's title."""
    end = index + 1
    while end < len(pieces) and pieces[end].role is BlockRole.PARAGRAPH and words(pieces[end].text(text)) <= _LONGEST:
        end += 1
    if end == len(pieces) or end - index > _DIVIDER_LINES:
        return False
    following = pieces[end]
    if following.role is BlockRole.FURNITURE:
        return True
    alone = end == index + 1 and following.role is BlockRole.HEADING and following.gap >= _GAP
    return alone and not lexicon.is_sub_heading(following.text(text))
