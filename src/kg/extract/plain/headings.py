"""Tells headings from short statements by their neighbours, each with a confidence; their ranks are `rank`'s matter.

Short lines come in runs: a run's first line after a list or prose opens a slide, its last line before a list or prose
names it, and what stands between is said on the slide (or is a box of an organisation chart).
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.plain import lexicon
from kg.extract.plain.piece import Piece, ends_finally, words
from kg.model import BlockRole

_LONGEST = 16
_LONGEST_BEFORE_KNOWN = 32
_LONGEST_MARKED = 40
_EXPLICIT = 3
_GAP = 2
_REGIME = 2
_BOLD = re.compile(r"\s*(\*\*|__)(?=\S)(?:(?!\1).)+\1:?\s*", re.DOTALL)
_SPLIT = re.compile(r",\s+[a-z]")
_SENTENCES = re.compile(r"[a-z)][.!?] [A-Z]")


def find_headings(text: str, pieces: tuple[Piece, ...], *, structured: bool) -> tuple[Piece, ...]:
    """The pieces with each heading marked, with its confidence; ranks are given by `rank`.

    Where the format tells headings (`structured`), or has told three of them, short lines are not tried.
    """
    explicit = structured or sum(piece.role is BlockRole.HEADING for piece in pieces) >= _EXPLICIT
    made = [_plain(piece) if words(text[piece.start : piece.end]) > _LONGEST_MARKED else piece for piece in pieces]
    for index in range(len(made)):
        confidence = _by_itself(text, made, index)
        if confidence:
            made[index] = _heading(made[index], confidence)
    if not explicit:
        start = 0
        while start < len(made):
            end = start
            while (
                end < len(made)
                and _is_short(text, made, end)
                and (end == start or made[end - 1].role is not BlockRole.FURNITURE)
            ):
                end += 1
            if end > start:
                _run(text, made, start, end)
            start = max(end, start + 1)
    return tuple(made)


def _plain(piece: Piece) -> Piece:
    """What is marked as a heading but too long for one, as a paragraph."""
    return replace(piece, role=BlockRole.PARAGRAPH, level=None) if piece.role is BlockRole.HEADING else piece


def _heading(piece: Piece, confidence: float) -> Piece:
    return replace(piece, role=BlockRole.HEADING, level=None, number=None, confidence=confidence, settled=False)


def _by_itself(text: str, pieces: list[Piece], index: int) -> float:
    """The confidence that a piece is a heading by its own words or marks; 0 where they do not say so."""
    piece = pieces[index]
    quote = piece.text(text)
    if piece.role is BlockRole.BULLET and _opens_list(pieces, index) and lexicon.is_sub_heading(quote):
        return 0.8
    if piece.role is not BlockRole.PARAGRAPH or piece.settled or lexicon.is_caption(quote):
        return 0.0
    followed = _body_follows(text, pieces, index) or _heading_follows(text, pieces, index)
    if lexicon.is_known_heading(quote) and followed:
        return 0.95
    if ends_finally(lexicon.bare(quote)) and not lexicon.is_question(quote):
        return 0.0
    bold = _is_bold(text, piece) and words(quote) <= _LONGEST and not (quote.endswith(":") and lexicon.is_clause(quote))
    return 0.9 if bold and followed else 0.0


def _opens_list(pieces: list[Piece], index: int) -> bool:
    """Whether deeper bullets follow a bullet."""
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    return (
        following is not None
        and following.role is BlockRole.BULLET
        and (following.level or 1) > (pieces[index].level or 1)
    )


def _is_bold(text: str, piece: Piece) -> bool:
    if piece.bold:
        return True
    line_start = max(text.rfind("\n", 0, piece.start), text.rfind("\r", 0, piece.start)) + 1
    line_end = text.find("\n", piece.end)
    return _BOLD.fullmatch(text, line_start, len(text) if line_end < 0 else line_end) is not None


def _body_follows(text: str, pieces: list[Piece], index: int) -> bool:
    """Whether what comes next is a list, a table or prose."""
    if index + 1 >= len(pieces):
        return False
    following = pieces[index + 1]
    if following.role in (BlockRole.BULLET, BlockRole.ROW):
        return True
    quote = following.text(text)
    return following.role is BlockRole.PARAGRAPH and (
        words(quote) > _LONGEST or (ends_finally(quote) and not (quote.endswith(":") and not lexicon.is_clause(quote)))
    )


def _heading_follows(text: str, pieces: list[Piece], index: int) -> bool:
    if index + 1 >= len(pieces):
        return False
    following = pieces[index + 1]
    return following.role is BlockRole.HEADING or lexicon.is_known_heading(following.text(text))


def _is_short(text: str, pieces: list[Piece], index: int) -> bool:
    """Whether a piece is a short line or box without final punctuation."""
    piece = pieces[index]
    if piece.role is BlockRole.HEADING:
        return not piece.settled
    quote = piece.text(text)
    if piece.role is not BlockRole.PARAGRAPH or piece.settled:
        return False
    if quote.endswith(":"):
        return words(quote) <= _LONGEST and not lexicon.is_clause(quote)
    limit = _LONGEST_BEFORE_KNOWN if _heading_follows(text, pieces, index) else _LONGEST
    stressed = "**" in text[piece.start : piece.end]
    ended = ends_finally(lexicon.bare(quote)) and not lexicon.is_question(quote)
    return not stressed and not ended and words(quote) <= limit


def _is_title(text: str, piece: Piece) -> bool:
    """Whether a short piece reads as a title: one line, a capital first, and no statement split by a comma."""
    quote = piece.text(text)
    if piece.lines > 1 and (piece.lines > 3 or words(quote) < 5 or text.find("\n", piece.start) - piece.start < 25):
        return False
    if " | " in quote or lexicon.is_date(quote) or lexicon.is_caption(quote) or _SENTENCES.search(quote):
        return False
    return (quote[:1].isupper() or quote[:1].isdecimal()) and any(character.isalpha() for character in quote)


def _states(text: str, piece: Piece) -> bool:
    """Whether a short piece rather says something: an article first, a clause, or a comma before a small letter."""
    quote = piece.text(text)
    return lexicon.is_clause(quote) or _SPLIT.search(quote) is not None or quote.startswith(("A ", "An "))


def _run(text: str, pieces: list[Piece], start: int, end: int) -> None:
    """Marks the headings of a run of short pieces."""
    body = end < len(pieces) and _body_follows(text, pieces, end - 1)
    for index in range(start, end - 1):
        below = pieces[index + 1]
        if below.role is BlockRole.HEADING and below.gap < _GAP and _is_title(text, pieces[index]):
            _mark(pieces, index, 0.85)
    for first, stop in _slides(text, pieces, start, end):
        last = stop == end
        alone = stop - first == 1 and stop == len(pieces)
        if _is_title(text, pieces[first]) and not alone:
            _mark(pieces, first, 0.9 if last and body and stop - first == 1 else 0.7)
        if last and body:
            titles = [i for i in range(first, stop) if _is_title(text, pieces[i])]
            named = [i for i in titles if not _states(text, pieces[i])] or titles[-1:]
            if named and stop - named[-1] <= 2:
                _mark(pieces, named[-1], 0.85)


def _mark(pieces: list[Piece], index: int, confidence: float) -> None:
    if pieces[index].role is not BlockRole.HEADING:
        pieces[index] = _heading(pieces[index], confidence)


def _slides(text: str, pieces: list[Piece], start: int, end: int) -> list[tuple[int, int]]:
    """A run cut where the distance between its pieces changes: another slide begins there with its title."""
    cuts = [start]
    regime: list[bool] = []
    for index in range(start + 1, end):
        far = pieces[index].gap >= _GAP
        if len(regime) >= _REGIME and all(gap != far for gap in regime) and _is_title(text, pieces[index]):
            cuts.append(index)
            regime = []
        else:
            regime.append(far)
    return list(zip(cuts, [*cuts[1:], end], strict=True))
