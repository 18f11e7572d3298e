"""Cuts plain text into lines and lines into pieces: headings marked by "#", bullets, table rows, paragraphs.

It looks no further than a group of lines between two blank ones; what the neighbours say is for the other modules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.plain import lexicon
from kg.extract.plain.piece import Piece, ends_finally, ends_sentence, trim, words
from kg.model import BlockRole

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]*(?:\r\n|[\n\r\f\v\x85\u2028\u2029]|$)")
_HASHES = re.compile(r"\s{0,3}(#{1,6})\s+(?=\S)")
_SURE = "•●■□▪▫◦○◆◇‣⁃∙➢➤►▶▸✓✔❖◼◾◻⬛⚫⬤\ue000-\uf8ff"
_GLYPH = re.compile(rf"(?P<indent>[ \t\xa0]*)(?:>[ \t]*)*(?:(?:[-–—−+*·{_SURE}]|o(?=[ \t]))[ \t\xa0]+|[{_SURE}](?=\S))")
_NUMBER = re.compile(
    r"(?P<indent>[ \t\xa0]*)(?:(?P<number>\d{1,3}(?:\.\d{1,2}){0,3})[.)]?|\(?(?P<letter>[a-zA-Z]|[ivx]{1,4})\))"
    r"[ \t\xa0]+(?=\S)"
)
_DASH = re.compile(r"[–—−-]\s+[a-z]")
_BOLD_LINE = re.compile(r"\s*(\*\*|__)(?=\S)(?:(?!\1).)+\1:?\s*")
_DELIMITER = re.compile(r"[\s|:+=-]*-[\s|:+=-]*")
_WORD = re.compile(r"[^\W_]")
_RULE = re.compile(r"[\s\x00-\x1f\u200b-\u200f\ufeff\-–—_=*~#.•|:+]*")
_PAGE_EDGE = frozenset("\f")
_WRAPPED = 60
_UNWRAPPED = 160
_FEW_LINES = 4
_FULL_LINES = 3
_PAGE_GAP = 2
_NUMBERED_PARAGRAPH = 25


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `text[start:end]` without its line break."""

    start: int
    end: int


def scan(text: str) -> tuple[Piece, ...]:
    """The pieces of a text in order; every line that holds a letter or digit is in one of them."""
    pieces: list[Piece] = []
    gap = 0
    held: list[Line] = []
    for line, broken in _lines(text):
        if not _RULE.fullmatch(text, line.start, line.end):
            if broken and held:
                pieces.extend(group(text, held, gap))
                held = []
            gap = max(gap, _PAGE_GAP) if broken else gap
            held.append(line)
            continue
        if held:
            pieces.extend(group(text, held, gap))
            held, gap = [], 0
        gap += 1 + broken
    if held:
        pieces.extend(group(text, held, gap))
    return tuple(_depths(pieces))


def _depths(pieces: list[Piece]) -> Iterator[Piece]:
    """The depth of each bullet in its list, in place of its indent."""
    indents: list[int] = []
    for piece in pieces:
        if piece.role is not BlockRole.BULLET or piece.level is None:
            if piece.role is BlockRole.HEADING or piece.gap:
                indents = []
            yield piece
            continue
        while indents and indents[-1] > piece.level:
            indents.pop()
        if not indents or indents[-1] < piece.level:
            indents.append(piece.level)
        yield replace(piece, level=len(indents))


def _lines(text: str) -> Iterator[tuple[Line, bool]]:
    """Each line, and whether a form feed stands before it."""
    broken = False
    for found in _LINE.finditer(text):
        if not found.group():
            return
        end = found.start() + len(found.group().rstrip("\n\r\f\v\x85\u2028\u2029"))
        yield Line(found.start(), end), broken
        broken = found.group()[-1] in _PAGE_EDGE


def group(text: str, lines: list[Line], gap: int) -> Iterator[Piece]:
    """The pieces of adjoining lines; `gap` blank lines stand before the first."""
    if table := _table(text, lines, gap):
        yield from table
        return
    width = _width(lines)
    parts: list[list[Line]] = []
    for index, line in enumerate(lines):
        if index and not _begins(text, lines, index, width, first=len(parts[-1]) == 1):
            parts[-1].append(line)
        else:
            parts.append([line])
    for index, part in enumerate(parts):
        piece = _piece(text, part, 0 if index else gap)
        if piece is not None:
            yield piece


def _width(lines: list[Line]) -> int:
    """How wide the lines are wrapped; 0 where they are not: then a short line says nothing."""
    widths = sorted(line.end - line.start for line in lines)
    widest = widths[ceil(0.95 * len(widths)) - 1]
    if not _WRAPPED < widest <= _UNWRAPPED:
        return 0
    full = sum(width >= 0.8 * widest for width in widths)
    return widest if len(widths) < _FEW_LINES or full >= _FULL_LINES else 0


def _begins(text: str, lines: list[Line], index: int, width: int, *, first: bool) -> bool:
    """Whether a line begins a piece of its own, or goes on with the one before it, which may be its piece's first."""
    previous = text[lines[index - 1].start : lines[index - 1].end].rstrip()
    whole = text[lines[index].start : lines[index].end]
    this = whole.strip()
    full = width > 0 and len(previous) > 0.7 * width and not ends_finally(previous)
    heads = lexicon.is_known_heading(this) and not full
    opens = _opens(whole) or (first and _stands_alone(previous.lstrip())) or _is_frame(this) or heads
    if opens or (full and _DASH.match(this)):
        return not (full and _DASH.match(this))
    if (index == 1 or index == len(lines) - 1) and (previous if index == 1 else this).strip().isdecimal():
        return True
    if len(previous) > _UNWRAPPED:
        return this[:1].isupper() and ends_finally(previous)
    if not this[:1].isupper() or len(previous) >= 0.6 * width:
        return False
    wrapped = len(lines) >= _FEW_LINES and not _GLYPH.match(previous)
    return ends_sentence(previous) or wrapped or (index == 1 and len(this) > _WRAPPED)


def _stands_alone(line: str) -> bool:
    """Whether a line is a block by its words: a heading, or part of a letter's frame."""
    marked = _BOLD_LINE.fullmatch(line) is not None or _HASHES.match(line) is not None
    return len(line) <= _UNWRAPPED and (marked or lexicon.is_known_heading(line) or _is_frame(line))


def _is_frame(line: str) -> bool:
    """Whether a line is a greeting, a leave, a date or a page number."""
    return len(line) <= _UNWRAPPED and (
        lexicon.is_salutation(line)
        or lexicon.is_valediction(line)
        or lexicon.is_date(line)
        or lexicon.is_page_number(line)
    )


def _opens(line: str) -> bool:
    """Whether a line's first characters say that a block begins with it."""
    if _HASHES.match(line) or _GLYPH.match(line) or _BOLD_LINE.fullmatch(line):
        return True
    numbered = _NUMBER.match(line)
    return numbered is not None and _is_item(numbered)


def _is_item(numbered: re.Match[str]) -> bool:
    """Whether a number at the start of a line numbers it, and is no part of its words ("40 children")."""
    following = numbered.string[numbered.end()]
    if numbered.group().rstrip()[-1] in ".)":
        return following.isalpha() or following in "'\"‘“£*("
    return "." in (numbered["number"] or "") and following.isupper()


class Marker(NamedTuple):
    """What the first characters of a block say: how many to skip, and what it is."""

    skip: int
    role: BlockRole
    level: int | None
    number: str | None


def marker(line: str) -> Marker:
    """The bullet glyph, number or "#" at the start of a block; the level of a bullet is its indent and one."""
    if hashes := _HASHES.match(line):
        return Marker(hashes.end(), BlockRole.HEADING, len(hashes[1]), None)
    skip, role, level, number = 0, BlockRole.PARAGRAPH, None, None
    while skip < len(line) and (glyph := _GLYPH.match(line, skip)):
        level = 1 + _indent(glyph["indent"]) if level is None else level
        role, skip = BlockRole.BULLET, glyph.end()
    numbered = _NUMBER.match(line, skip)
    if numbered and _is_item(numbered):
        level = 1 + _indent(numbered["indent"]) if level is None else level
        role, skip, number = BlockRole.BULLET, numbered.end(), numbered["number"] or numbered["letter"]
        if words(line[skip:]) >= _NUMBERED_PARAGRAPH or "." in number:
            role, level = BlockRole.PARAGRAPH, None
    return Marker(skip, role, level, number)


def _piece(text: str, lines: list[Line], gap: int) -> Piece | None:
    start, end = lines[0].start, lines[-1].end
    found = marker(text[start:end])
    inner = trim(text, start + found.skip, end)
    if not _WORD.search(text, *inner):
        found = Marker(0, BlockRole.PARAGRAPH, None, None)
        inner = trim(text, start, end)
    if inner[0] >= inner[1] or not _WORD.search(text, *inner):
        return None
    settled = found.role is BlockRole.HEADING
    return Piece(
        *inner, role=found.role, gap=gap, lines=len(lines), level=found.level, number=found.number, settled=settled
    )


def _indent(white: str) -> int:
    return len(white.expandtabs(4))


def _table(text: str, lines: list[Line], gap: int) -> list[Piece]:
    """The rows of a table of pipes or tabs; none where the lines are no table."""
    for mark in ("|", "\t"):
        if _is_table(text, lines, mark):
            rows = (row(text, line, mark, 0 if index else gap) for index, line in enumerate(lines))
            return [piece for piece in rows if piece is not None]
    return []


def _is_table(text: str, lines: list[Line], mark: str) -> bool:
    quotes = [text[line.start : line.end].strip(" \xa0") for line in lines]
    if mark == "|":
        return all("|" in quote for quote in quotes) and (
            any(_DELIMITER.fullmatch(quote) for quote in quotes)
            or all(quote.startswith("|") for quote in quotes)
            or len(quotes) > 2
        )
    return len(quotes) > 1 and all("\t" in quote.strip() and not _opens(quote) for quote in quotes)


def row(text: str, line: Line, mark: str, gap: int) -> Piece | None:
    """A row of a table from its first cell with words to the last; None for a delimiter row."""
    quote = text[line.start : line.end]
    if _DELIMITER.fullmatch(quote):
        return None
    cells, start = [], line.start
    for part in quote.split(mark):
        cell = trim(text, start, start + len(part))
        if _WORD.search(text, *cell):
            cells.append(cell)
        start += len(part) + len(mark)
    if not cells:
        return None
    return Piece(cells[0][0], cells[-1][1], BlockRole.ROW, gap, settled=True, cells=tuple(cells))
